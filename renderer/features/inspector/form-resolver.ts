import type { FieldErrors, FieldValues, Resolver } from 'react-hook-form';
import type { z } from 'zod';

/**
 * Lets react-hook-form validate with a zod schema.
 *
 * @param schema a schema whose output has the shape of the form
 */
export function zodResolver<Form extends FieldValues>(schema: z.ZodType<Form>): Resolver<Form> {
  return (values) => {
    const parsed = schema.safeParse(values);
    if (parsed.success) return { values: parsed.data, errors: {} };
    const errors: Record<string, unknown> = {};
    for (const issue of parsed.error.issues) {
      let level = errors;
      issue.path.slice(0, -1).forEach((part) => {
        level[String(part)] ??= {};
        level = level[String(part)] as Record<string, unknown>;
      });
      level[String(issue.path.at(-1))] ??= { type: issue.code, message: issue.message };
    }
    return { values: {}, errors: errors as FieldErrors<Form> };
  };
}
