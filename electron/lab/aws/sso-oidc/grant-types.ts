/** Grants of public clients (facts of AWS, section 6). */
export const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
export const AUTHORIZATION_CODE = 'authorization_code';
export const REFRESH_TOKEN = 'refresh_token';

export const GRANT_TYPES: readonly string[] = [DEVICE_CODE, AUTHORIZATION_CODE, REFRESH_TOKEN];

/** @returns whether a client may use a grant; clients of the time before PKCE name none and use device codes */
export function mayUse(client: { readonly grantTypes: readonly string[] }, grant: string): boolean {
  return client.grantTypes.length === 0 ? grant !== AUTHORIZATION_CODE : client.grantTypes.includes(grant);
}
