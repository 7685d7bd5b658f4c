/** @returns whether a text is a path of the portal, with or without a query, that cannot lead out of it */
export function isPortalPath(text: string): boolean {
  const [path = ''] = text.split('?', 1);
  return text.length <= 4_000 && /^\/start(?:\/[\w-]+)*\/?$/.test(path) && !/[\\\s\p{Cc}#]/u.test(text);
}
