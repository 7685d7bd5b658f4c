/** Stands in for the field while a file is inspected that is too long, or no text, to be edited. */
export function FileInput(props: { readonly name: string; readonly size: number }) {
  const size = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(props.size / 1_000_000);
  return (
    <section
      id="inspector-input"
      className="wb-input wb-input-large"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="The file that is inspected"
    >
      <strong>
        {props.name} · {size} MB
      </strong>
      <span className="wb-secondary">
        Read in the background from the disk, and judged whole: every message in it is listed beside this.
      </span>
    </section>
  );
}
