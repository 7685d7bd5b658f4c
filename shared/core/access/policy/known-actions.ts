// Operations of the services' APIs, and the permissions that are no operation (iam:PassRole, sts:TagSession …).
const IAM = `
  AcceptDelegationRequest AcquireRole AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile
  AddUserToGroup AssociateDelegationRequest AttachGroupPolicy AttachRolePolicy AttachUserPolicy
  ChangePassword CreateAccessKey CreateAccountAlias CreateDelegationRequest CreateGroup
  CreateInstanceProfile CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy
  CreatePolicyVersion CreateRole CreateSAMLProvider CreateServiceLinkedRole
  CreateServiceSpecificCredential CreateUser CreateVirtualMFADevice DeactivateMFADevice
  DeleteAccessKey DeleteAccountAlias DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey DeleteGroup
  DeleteGroupPolicy DeleteInstanceProfile DeleteLoginProfile DeleteOpenIDConnectProvider DeletePolicy
  DeletePolicyVersion DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteSAMLProvider
  DeleteSSHPublicKey DeleteServerCertificate DeleteServiceLinkedRole DeleteServiceSpecificCredential
  DeleteSigningCertificate DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy
  DeleteVirtualMFADevice DetachGroupPolicy DetachRolePolicy DetachUserPolicy
  DisableOrganizationsRootCredentialsManagement DisableOrganizationsRootSessions
  DisableOutboundWebIdentityFederation EnableMFADevice EnableOrganizationsRootCredentialsManagement
  EnableOrganizationsRootSessions EnableOutboundWebIdentityFederation FetchRemoteAccountSummary
  GenerateCredentialReport GenerateOrganizationsAccessReport GenerateServiceLastAccessedDetails
  GetAccessKeyLastUsed GetAccountAuthorizationDetails GetAccountEmailAddress GetAccountName
  GetAccountPasswordPolicy GetAccountProperties GetAccountSummary GetContextKeysForCustomPolicy
  GetContextKeysForPrincipalPolicy GetCredentialReport GetDelegationRequest GetGroup GetGroupPolicy
  GetHumanReadableSummary GetInstanceProfile GetLoginProfile GetMFADevice GetOpenIDConnectProvider
  GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy GetPolicyVersion GetRole
  GetRolePolicy GetRoleTemplateVersion GetSAMLProvider GetSSHPublicKey GetServerCertificate
  GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities
  GetServiceLinkedRoleDeletionStatus GetUser GetUserPolicy ListAccessKeys ListAccountAliases
  ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies ListCloudFrontPublicKeys
  ListDelegationRequests ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser
  ListInstanceProfileTags ListInstanceProfiles ListInstanceProfilesForRole ListMFADeviceTags
  ListMFADevices ListOpenIDConnectProviderTags ListOpenIDConnectProviders ListOrganizationsFeatures
  ListPolicies ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListRolePolicies
  ListRoleTags ListRoles ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys
  ListSTSRegionalEndpointsStatus ListServerCertificateTags ListServerCertificates
  ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags ListUsers
  ListVirtualMFADevices PassRole PutAccountProperties PutGroupPolicy PutRolePermissionsBoundary
  PutRolePolicy PutUserPermissionsBoundary PutUserPolicy RejectDelegationRequest
  RemoveClientIDFromOpenIDConnectProvider RemoveRoleFromInstanceProfile RemoveUserFromGroup
  ResetServiceSpecificCredential ResyncMFADevice SendDelegationToken SetDefaultPolicyVersion
  SetSTSRegionalEndpointStatus SetSecurityTokenServicePreferences SimulateCustomPolicy
  SimulatePrincipalPolicy TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagPolicy TagRole
  TagSAMLProvider TagServerCertificate TagUser UntagInstanceProfile UntagMFADevice
  UntagOpenIDConnectProvider UntagPolicy UntagRole UntagSAMLProvider UntagServerCertificate UntagUser
  UpdateAccessKey UpdateAccountEmailAddress UpdateAccountName UpdateAccountPasswordPolicy
  UpdateAssumeRolePolicy UpdateCloudFrontPublicKey UpdateDelegationRequest UpdateGroup
  UpdateLoginProfile UpdateOpenIDConnectProviderThumbprint UpdateRole UpdateRoleDescription
  UpdateSAMLProvider UpdateSSHPublicKey UpdateServerCertificate UpdateServiceSpecificCredential
  UpdateSigningCertificate UpdateUser UploadCloudFrontPublicKey UploadSSHPublicKey
  UploadServerCertificate UploadSigningCertificate`;

const STS = `
  AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot DecodeAuthorizationMessage
  GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetFederationToken GetServiceBearerToken
  GetSessionToken GetWebIdentityToken SetContext SetSourceIdentity TagGetWebIdentityToken TagSession`;

const ORGANIZATIONS = `
  AcceptHandshake AttachPolicy CancelHandshake CloseAccount CreateAccount CreateGovCloudAccount
  CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization
  DeleteOrganizationalUnit DeletePolicy DeleteResourcePolicy DeregisterDelegatedAdministrator
  DescribeAccount DescribeCreateAccountStatus DescribeEffectivePolicy DescribeHandshake
  DescribeOrganization DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy
  DescribeResponsibilityTransfer DetachPolicy DisableAWSServiceAccess DisablePolicyType
  EnableAWSServiceAccess EnableAllFeatures EnablePolicyType InviteAccountToOrganization
  InviteOrganizationToTransferResponsibility LeaveOrganization ListAWSServiceAccessForOrganization
  ListAccounts ListAccountsForParent ListAccountsWithInvalidEffectivePolicy ListChildren
  ListCreateAccountStatus ListDelegatedAdministrators ListDelegatedServicesForAccount
  ListEffectivePolicyValidationErrors ListHandshakesForAccount ListHandshakesForOrganization
  ListInboundResponsibilityTransfers ListOrganizationalUnitsForParent
  ListOutboundResponsibilityTransfers ListParents ListPolicies ListPoliciesForTarget ListRoots
  ListTagsForResource ListTargetsForPolicy MoveAccount PutResourcePolicy
  RegisterDelegatedAdministrator RemoveAccountFromOrganization TagResource
  TerminateResponsibilityTransfer UntagResource UpdateOrganizationalUnit UpdatePolicy
  UpdateResponsibilityTransfer`;

const IDENTITY_STORE = `
  CreateGroup CreateGroupMembership CreateUser DeleteGroup DeleteGroupMembership DeleteUser
  DescribeGroup DescribeGroupMembership DescribeUser GetGroupId GetGroupMembershipId GetUserId
  IsMemberInGroups ListGroupMemberships ListGroupMembershipsForMember ListGroups ListUsers UpdateGroup
  UpdateUser`;

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Every action of the services that decide who is who, in lower case: there a misspelt action matters most. */
export const KNOWN_ACTIONS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    iam: IAM,
    sts: STS,
    organizations: ORGANIZATIONS,
    identitystore: IDENTITY_STORE,
  }).map(([service, names]) => [service, new Set(words(names).map((name) => name.toLowerCase()))]),
);

/** The same names as they are written, for suggestions. */
export const ACTION_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ['iam', words(IAM)],
  ['sts', words(STS)],
  ['organizations', words(ORGANIZATIONS)],
  ['identitystore', words(IDENTITY_STORE)],
]);
