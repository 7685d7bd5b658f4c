import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { lazy, Suspense, useState } from 'react';
import { type Control, Controller, useFieldArray } from 'react-hook-form';
import { keyText } from '../../../../shared/core/inspector/key-text.ts';
import { type FileText, textOfFile } from '../../../kit/file-text.ts';
import type { FileTaker } from '../../../kit/use-file-picker.tsx';
import type { OptionsForm } from '../options-form.ts';

const FetchKey = lazy(() => import('./FetchKey.tsx'));
const KeyCertificates = lazy(() => import('./KeyCertificates.tsx'));

/**
 * Any number of keys, each pasted or read from a file.
 *
 * @param props.fetchable offers to fetch one: for keys that are public
 */
export function KeyFields(props: {
  readonly control: Control<OptionsForm>;
  readonly name: 'trust' | 'decryptKeys';
  readonly label: string;
  readonly description: string;
  readonly placeholder: string;
  readonly fetchable?: boolean;
  readonly onOpenFile: (take: FileTaker) => void;
}) {
  const { control, name } = props;
  const { fields, append, remove } = useFieldArray({ control, name });
  const [unreadable, setUnreadable] = useState<FileText>();
  const [fetching, setFetching] = useState(false);
  const takeFile: FileTaker = async (chosen) => {
    const file = await textOfFile(chosen, keyText);
    const readable = 'text' in file;
    setUnreadable(readable ? undefined : file);
    if (readable) append(file);
  };
  return (
    <div className="wb-keys">
      {fields.map((item, index) => (
        <Controller
          key={item.id}
          control={control}
          name={`${name}.${index}.text`}
          render={({ field, fieldState }) => (
            <>
              <FormField
                stretch
                label={
                  <span className="wb-key-head">
                    {item.name === '' ? `${props.label} ${index + 1}` : item.name}
                    <Button
                      variant="inline-icon"
                      iconName="remove"
                      ariaLabel={`Remove ${props.label.toLowerCase()} ${index + 1}`}
                      onClick={() => remove(index)}
                    />
                  </span>
                }
                errorText={fieldState.error?.message}
              >
                <Textarea
                  ref={field.ref}
                  controlId={`option-${name}-${index}`}
                  value={field.value}
                  rows={3}
                  spellcheck={false}
                  placeholder={props.placeholder}
                  onChange={({ detail }) => field.onChange(detail.value)}
                  onBlur={field.onBlur}
                />
              </FormField>
              <Suspense>
                <KeyCertificates text={field.value} />
              </Suspense>
            </>
          )}
        />
      ))}
      <div className="wb-row">
        <Button
          variant="inline-link"
          iconName="add-plus"
          id={`add-${name}`}
          onClick={() => append({ name: '', text: '' }, { focusName: `${name}.${fields.length}.text` })}
        >
          Add {props.label.toLowerCase()}
        </Button>
        <Button variant="inline-link" iconName="folder-open" onClick={() => props.onOpenFile(takeFile)}>
          From a file…
        </Button>
        {props.fetchable === true ? (
          <Button
            variant="inline-link"
            iconName="download"
            ariaExpanded={fetching}
            onClick={() => setFetching(!fetching)}
          >
            Fetch from the issuer…
          </Button>
        ) : null}
      </div>
      {fetching ? (
        <Suspense>
          <FetchKey onFetched={(key) => append(key, { shouldFocus: false })} />
        </Suspense>
      ) : null}
      {unreadable !== undefined && 'error' in unreadable ? (
        <p className="wb-small wb-error wb-hint" role="status">
          {unreadable.name}: {unreadable.error.message} {unreadable.error.hint}
        </p>
      ) : null}
      <p className="wb-small wb-secondary wb-hint">{props.description}</p>
    </div>
  );
}
