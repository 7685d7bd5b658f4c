const SHOWN = 600;

/** Stands in for the field while a text is too long to be edited. */
export function LargeInput(props: { readonly text: string; readonly source: string | undefined }) {
  const { text } = props;
  const size = new Intl.NumberFormat().format(text.length);
  return (
    <section
      id="inspector-input"
      className="wb-input wb-input-large"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Long input, its beginning"
    >
      <strong>
        {props.source ?? 'Long text'} · {size} characters
      </strong>
      <span className="wb-secondary">Too long to edit here; it is judged whole. It begins with:</span>
      <code className="wb-mono">{text.slice(0, SHOWN)} …</code>
    </section>
  );
}
