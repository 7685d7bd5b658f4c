/** Moves the focus to the next failed check of the page, from the last one to the first again. */
export function focusNextFailure(): void {
  const failed = [...document.querySelectorAll<HTMLElement>('.wb-check[data-status="fail"] .wb-check-head')];
  const current = failed.indexOf(document.activeElement as HTMLElement);
  failed[(current + 1) % failed.length]?.focus();
}
