import { EntraRefusal } from './entra-refusal.ts';

/** Refusals of what a request says or leaves out: tenant, parameters, scopes, resources. */

export function missingParameter(name: string): EntraRefusal {
  return new EntraRefusal(
    900144,
    'invalid_request',
    `The request body must contain the following parameter: '${name}'.`,
  );
}

export function malformed(why = 'Request is malformed or invalid.'): EntraRefusal {
  return new EntraRefusal(9002313, 'invalid_request', `Invalid request. ${why}`);
}

export function tenantNotFound(name: string): EntraRefusal {
  return new EntraRefusal(
    90002,
    'invalid_request',
    `Tenant '${shown(name)}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  );
}

export function consumersOnly(): EntraRefusal {
  return new EntraRefusal(
    9002332,
    'unauthorized_client',
    'Application is configured for use by Azure Active Directory users only. Please do not use the /consumers endpoint to serve this request.',
  );
}

export function tenantNeeded(): EntraRefusal {
  return new EntraRefusal(
    900023,
    'invalid_request',
    "Specified tenant identifier is neither a valid DNS name, nor a valid external domain: this grant needs the tenant's own endpoint.",
  );
}

export function unknownGrant(type: string): EntraRefusal {
  return new EntraRefusal(
    70003,
    'unsupported_grant_type',
    `The app requested an unsupported grant type '${shown(type)}'.`,
  );
}

export function unknownResource(resource: string, tenant: string): EntraRefusal {
  return new EntraRefusal(
    500011,
    'invalid_resource',
    `The resource principal named ${shown(resource)} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

export function resourceNotListed(appId: string, name: string, resource: string): EntraRefusal {
  return new EntraRefusal(
    650057,
    'invalid_resource',
    `Invalid resource. The client has requested access to a resource which is not listed in the requested permissions in the client's application registration. Client app ID: ${appId}(${name}). Resource value from request: ${shown(resource)}.`,
  );
}

export function resourceNotSupported(): EntraRefusal {
  return new EntraRefusal(
    901002,
    'invalid_request',
    "The 'resource' request parameter is not supported on this endpoint; ask by 'scope'.",
  );
}

export function badScope(scope: string, why: string): EntraRefusal {
  return new EntraRefusal(
    70011,
    'invalid_scope',
    `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope '${shown(scope)}' is not valid: ${why}`,
  );
}

export function severalResources(scope: string): EntraRefusal {
  return new EntraRefusal(
    28000,
    'invalid_request',
    `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${shown(scope)} is not valid.`,
  );
}

export function defaultScopeNeeded(scope: string): EntraRefusal {
  return new EntraRefusal(
    1002012,
    'invalid_scope',
    `The provided value for scope ${shown(scope)} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
  );
}

export function unknownScope(client: string, scope: string, resource: string): EntraRefusal {
  return new EntraRefusal(
    650053,
    'invalid_client',
    `The application '${client}' asked for scope '${shown(scope)}' that doesn't exist on the resource '${resource}'. Contact the app vendor.`,
  );
}

export function badResponseType(type: string): EntraRefusal {
  return new EntraRefusal(
    70005,
    'unsupported_response_type',
    `'${shown(type)}' is not a supported value of 'response_type'.`,
  );
}

export function badResponseMode(mode: string): EntraRefusal {
  return new EntraRefusal(
    70007,
    'unsupported_response_mode',
    `'${shown(mode)}' is not a supported value of 'response_mode' when requesting a token.`,
  );
}

export function responseTypeNotEnabled(type: 'id_token' | 'token', app: string): EntraRefusal {
  return type === 'id_token'
    ? new EntraRefusal(
        700054,
        'unsupported_response_type',
        `response_type 'id_token' is not enabled for the application '${app}'.`,
      )
    : new EntraRefusal(
        700051,
        'unsupported_response_type',
        `response_type 'token' is not enabled for the application '${app}'.`,
      );
}

/** @returns untrusted text at a length that a message can hold */
export function shown(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}...` : text;
}
