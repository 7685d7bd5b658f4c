import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { Check } from '../../shared/core/inspector/report.ts';
import { CheckRow } from './CheckRow.tsx';
import './verdict-list.css';

export interface VerdictGroup {
  readonly title: string;
  readonly checks: readonly Check[];
}

const STEPS: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowDown: (index, count) => Math.min(index + 1, count - 1),
  ArrowUp: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function Group(props: { readonly title: string; readonly children: ReactNode }) {
  const title = useId();
  return (
    <section className="wb-verdict-group" aria-labelledby={title}>
      <h3 id={title}>{props.title}</h3>
      <ul>{props.children}</ul>
    </section>
  );
}

/**
 * A verdict as grouped checks. One tab stop: the arrow keys, Home and End go from check to check, Enter opens one.
 * Checks that failed stand open; where none did, those with a warning.
 *
 * @param props.actionsOf what else can be done with a check, shown when it is open
 */
export function VerdictList(props: {
  readonly groups: readonly VerdictGroup[];
  readonly actionsOf?: (check: Check) => ReactNode;
}) {
  const flat = props.groups.flatMap((group) => group.checks);
  const openStatus = flat.some((check) => check.status === 'fail') ? 'fail' : 'warn';
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [current, setCurrent] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const ids = flat.map((check) => `${check.id}:${check.status}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: another verdict starts with its own defaults
  useEffect(() => {
    setToggled(new Set());
    setCurrent(0);
  }, [ids]);

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const heads = [...(list.current?.querySelectorAll<HTMLElement>('.wb-check-head') ?? [])];
    const index = heads.indexOf(event.target as HTMLElement);
    if (step === undefined || index < 0) return;
    event.preventDefault();
    heads[step(index, heads.length)]?.focus();
  };

  const toggle = (key: string) => {
    const next = new Set(toggled);
    if (!next.delete(key)) next.add(key);
    setToggled(next);
  };

  let index = -1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys bubble from the buttons inside
    <div ref={list} onKeyDown={move}>
      {props.groups.map((group) => (
        <Group key={group.title} title={group.title}>
          {group.checks.map((check) => {
            index += 1;
            const position = index;
            const key = `${check.id} ${position}`;
            return (
              <CheckRow
                key={key}
                check={check}
                open={(check.status === openStatus) !== toggled.has(key)}
                current={position === Math.min(current, flat.length - 1)}
                onToggle={() => toggle(key)}
                onFocus={() => setCurrent(position)}
                actions={props.actionsOf?.(check)}
              />
            );
          })}
        </Group>
      ))}
    </div>
  );
}
