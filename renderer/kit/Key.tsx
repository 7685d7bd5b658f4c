/** One key or chord as the reader's keyboard names it. */
export function Key(props: { readonly keys: string }) {
  return <kbd className="wb-kbd">{props.keys}</kbd>;
}
