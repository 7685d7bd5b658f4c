/** Causes and fixes of Entra's error codes, as its documentation gives them, for those that reach a SAML partner or a client that asks for tokens. */
const CODES: Readonly<Record<string, readonly [cause: string, fix: string]>> = {
  '16000': ['the account is not in this tenant', 'Invite the account, or switch to another.'],
  '20012': ['the WS-Federation message is wrong', 'Fix the identity provider’s answer.'],
  '50001': ['the resource is missing', 'Check the identifier (entity ID) of the application.'],
  '50003': ['the application has no signing key', 'Add a signing certificate to the application.'],
  '50006': ['the signature is invalid', 'Renew the identity provider’s certificate at Entra.'],
  '50008': ['the assertion is malformed', 'Fix the claims the identity provider issues.'],
  '50011': ['the reply URL does not match', 'Add the reply URL to the application, to the letter.'],
  '500133': ['the assertion is outside its validity', 'Set the clocks by a time server.'],
  '50014': ['the user is not in the directory', 'Invite or synchronize the user.'],
  '50020': ['the external account is no guest', 'Invite the user, or use the tenant’s own endpoint.'],
  '50034': ['the user is not in the directory', 'Invite or synchronize the user.'],
  '50053': ['the account is locked or the address is blocked', 'Wait, or unlock the account.'],
  '50055': ['the password has expired', 'Set a new password.'],
  '50057': ['the account is disabled', 'Enable the account.'],
  '50058': ['there is no session', 'Sign in interactively.'],
  '50072': ['multifactor authentication must be registered', 'Register it, or emit the federated claim.'],
  '50074': ['multifactor authentication is needed', 'Sign in interactively.'],
  '50076': ['multifactor authentication is needed', 'Sign in interactively.'],
  '50079': ['multifactor authentication must be registered', 'Register it, or emit the federated claim.'],
  '50105': ['the user is not assigned to the application', 'Assign the user or a group of theirs.'],
  '50107': ['the domain’s federation settings are missing', 'Set the domain’s federation up again.'],
  '501241': ['the source of NameID is empty', 'Fill the user’s attribute, or map another one.'],
  '50126': ['the password is wrong', 'Enter the right password.'],
  '50131': ['Conditional Access refuses the device or the risk', 'Look at the sign-in log.'],
  '50146': ['the application’s own signing key is missing', 'Add one, or drop the claims mapping.'],
  '51004': ['the user is not in the directory', 'Invite or synchronize the user.'],
  '53000': ['the device is not compliant', 'Enrol the device.'],
  '53001': ['the device is not joined', 'Join the device.'],
  '53003': ['Conditional Access blocks the sign-in', 'Look at the sign-in log for the policy.'],
  '650056': [
    'the identifier is wrong or consent is missing',
    'Check the identifier (entity ID), and consent.',
  ],
  '700016': ['the application is not in the tenant', 'Check the identifier (entity ID) and the tenant.'],
  '75005': ['the request is not supported', 'Send a plain AuthnRequest.'],
  '750054': ['there is no SAML request in the call', 'Send SAMLRequest as the binding says.'],
  '75011': ['the authentication method is not the requested one', 'Leave RequestedAuthnContext out.'],
  '75016': ['the NameIDPolicy is wrong', 'Ask for a format Entra gives.'],
  '76021': ['the request must be signed', 'Sign the AuthnRequest.'],
  '76026': ['the request is too old', 'Set the clocks by a time server.'],
  '7500529': ['the ID is not valid: it starts with a digit', 'Put an underscore before the ID.'],
  '500011': [
    'the API is not known in this tenant',
    'Check the scope and the tenant; consent makes the API’s principal.',
  ],
  '50012': [
    'the client assertion is not trusted',
    'Upload the certificate to the application, or take the one it knows.',
  ],
  '500212': ['the home tenant’s cross-tenant access blocks it', 'Ask the home tenant’s administrator.'],
  '500213': [
    'the resource tenant’s cross-tenant access blocks it',
    'Ask the resource tenant’s administrator.',
  ],
  '50027': ['a token in the request is invalid', 'Ask for a new one.'],
  '50097': ['device authentication is needed', 'Sign in on a registered device.'],
  '500121': ['the second factor failed', 'Try it again.'],
  '50158': ['an external challenge was not met', 'Sign in interactively.'],
  '50173': ['the grant was revoked, as by a new password', 'Sign in again.'],
  '50194': ['the application is for one tenant only', 'Name the tenant instead of common.'],
  '50196': ['the client asks in a loop', 'Keep and use tokens until they expire.'],
  '54005': ['the code was used before', 'Start the sign-in again.'],
  '65001': ['nobody has consented to these permissions', 'Consent, or have an administrator consent.'],
  '65004': ['the person declined to consent', 'Sign in again and consent.'],
  '650052': ['the organization has no such service', 'Subscribe to it, or check the scope.'],
  '650057': ['the API is not among the application’s permissions', 'Add it to the registration.'],
  '700025': [
    'a public client sent a secret',
    'Choose a public client’s way of signing in, or make it a web application.',
  ],
  '700024': [
    'the client assertion is outside its time: the clocks differ',
    'Set this machine’s clock by a time server.',
  ],
  '700027': [
    'the client assertion’s signature does not hold',
    'Take the certificate that the application knows.',
  ],
  '700051': ['this kind of answer is not switched on', 'Ask for a code.'],
  '700054': ['id tokens are not switched on for the application', 'Ask for a code, or switch them on.'],
  '70008': ['the refresh token or code has expired', 'Sign in again.'],
  '700082': ['the refresh token was not used for too long', 'Sign in again.'],
  '70011': ['a scope is wrong', 'Ask for scopes of one API, written as it names them.'],
  '70016': ['the person has not signed in yet', 'Enter the code, then wait.'],
  '70021': ['no federated credential fits the assertion', 'Check its issuer, subject and audience.'],
  '700211': ['no federated credential has this issuer', 'Check the issuer of the federated credential.'],
  '700212': ['no federated credential has this audience', 'Check the audience of the federated credential.'],
  '700213': ['no federated credential has this subject', 'Check the subject of the federated credential.'],
  '70043': ['the sign-in is older than Conditional Access allows', 'Sign in again.'],
  '7000215': ['the client secret is wrong', 'Enter the secret’s value, not its id.'],
  '7000218': ['the secret or assertion is missing', 'Enter it, or make the application a public client.'],
  '7000222': ['the client secret has expired', 'Make a new one in the registration, and enter it.'],
  '90002': ['there is no such tenant', 'Check the tenant id or domain, and the cloud.'],
  '90014': ['a field is missing in the request', 'Send it as a form.'],
  '900144': ['a field is missing in the request', 'Send it as a form.'],
  '90094': ['an administrator has to consent', 'Send an administrator the consent link.'],
  '901002': ['`resource` is not supported here', 'Ask with `scope`.'],
  '530003': ['the device must be managed', 'Sign in on a managed device.'],
  '501481': ['the code verifier does not match', 'Start the sign-in again.'],
  '90072': ['the external user is not in the tenant', 'Invite the user.'],
};

/**
 * Finds an AADSTS code in a text and says what it means.
 *
 * @param text a StatusMessage
 * @returns undefined where the text has no such code; cause and fix are absent for a code not in the table
 */
export function explainAadsts(text: string): { code: string; cause?: string; fix?: string } | undefined {
  const match = /AADSTS(\d{5,7})/.exec(text);
  const number = match?.[1];
  if (number === undefined) return undefined;
  const known = Object.hasOwn(CODES, number) ? CODES[number] : undefined;
  return { code: `AADSTS${number}`, ...(known === undefined ? {} : { cause: known[0], fix: known[1] }) };
}
