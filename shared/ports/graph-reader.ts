/** Reads Microsoft Graph as one identity. */
export interface GraphReader {
  /**
   * @param path from the version on: `/users?$filter=…`; or the whole address of a further page, as Graph gives it
   * @throws WorkbenchError ERR_GRAPH_REFUSED, ERR_SIGN_IN_*, ERR_ENTRA_REFUSED, ERR_NETWORK_*
   */
  get(path: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>>;
}
