import type { SelfTest } from '../../../../shared/core/self-test/judged-attack.ts';
import { refusedCount } from '../chosen-attacks.ts';

/** The kinds of attack with how they went; a click lists one kind only. */
export function Families(props: {
  readonly test: SelfTest;
  readonly chosen: string | undefined;
  readonly onChoose: (family: string | undefined) => void;
}) {
  const { test, chosen } = props;
  return (
    <ul className="wb-families" aria-label="Kinds of attack">
      {test.families.map(({ id, title, what, source }) => {
        const attacks = test.attacks.filter(({ family }) => family === id);
        const refused = refusedCount(attacks);
        return (
          <li key={id}>
            <button
              type="button"
              className="wb-family"
              aria-pressed={chosen === id}
              data-whole={refused === attacks.length}
              title={source}
              onClick={() => props.onChoose(chosen === id ? undefined : id)}
            >
              <strong>{title}</strong>
              <span className="wb-family-count">
                {refused} of {attacks.length} refused
              </span>
              <span className="wb-small wb-secondary">{what}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
