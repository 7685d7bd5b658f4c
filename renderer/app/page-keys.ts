/** Keys that the parts of a page answer to, beside the commands. */
export const PAGE_KEYS: readonly { readonly title: string; readonly keys: string }[] = [
  { title: 'This list', keys: '?' },
  { title: 'From check to check, from message to message', keys: '↑ ↓' },
  { title: 'Next message, message before', keys: 'j k' },
  { title: 'Open or close a check', keys: 'Enter' },
  { title: 'Next failed check', keys: 'F8' },
  { title: 'Search in decoded text', keys: 'Ctrl+F' },
  { title: 'Close a dialog', keys: 'Esc' },
];
