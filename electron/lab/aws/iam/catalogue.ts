/**
 * AWS-managed policies that permission sets are commonly made of: path and name, then what they allow on every resource
 * (`!` before an action: everything but these). Shortened where AWS lists hundreds of actions; names and ARNs are AWS's.
 */
export const CATALOGUE = `
/AdministratorAccess *
/PowerUserAccess !iam:* !organizations:* !account:*
/PowerUserAccess iam:CreateServiceLinkedRole iam:DeleteServiceLinkedRole iam:ListRoles organizations:DescribeOrganization account:ListRegions account:GetAccountInformation
/ReadOnlyAccess access-analyzer:Get* access-analyzer:List* acm:Describe* acm:Get* acm:List* apigateway:GET autoscaling:Describe* cloudformation:Describe* cloudformation:Get* cloudformation:List* cloudfront:Get* cloudfront:List* cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* config:Describe* config:Get* config:List* dynamodb:BatchGetItem dynamodb:Describe* dynamodb:GetItem dynamodb:List* dynamodb:Query dynamodb:Scan ec2:Describe* ec2:Get* ec2:List* ecr:BatchGet* ecr:Describe* ecr:Get* ecr:List* ecs:Describe* ecs:List* eks:Describe* eks:List* elasticloadbalancing:Describe* iam:Generate* iam:Get* iam:List* iam:Simulate* identitystore:Describe* identitystore:Get* identitystore:Is* identitystore:List* kms:Describe* kms:Get* kms:List* lambda:Get* lambda:List* logs:Describe* logs:Get* logs:List* logs:FilterLogEvents organizations:Describe* organizations:List* rds:Describe* rds:List* route53:Get* route53:List* s3:Get* s3:List* secretsmanager:Describe* secretsmanager:List* sns:Get* sns:List* sqs:Get* sqs:List* sqs:Receive* ssm:Describe* ssm:Get* ssm:List* sso:Describe* sso:Get* sso:List* sso:Search* sso-directory:Describe* sso-directory:List* sso-directory:Search* sts:GetAccessKeyInfo sts:GetCallerIdentity sts:GetSessionToken tag:Get* trustedadvisor:Describe* wafv2:Get* wafv2:List*
/SecurityAudit access-analyzer:GetAnalyzer access-analyzer:ListAnalyzers acm:Describe* acm:List* autoscaling:Describe* cloudformation:Describe* cloudformation:GetStackPolicy cloudformation:List* cloudfront:Get* cloudfront:List* cloudtrail:Describe* cloudtrail:Get* cloudtrail:List* cloudtrail:LookupEvents cloudwatch:Describe* config:Describe* config:Get* config:List* dynamodb:Describe* dynamodb:List* ec2:Describe* ec2:Get* ecr:Describe* ecr:GetRepositoryPolicy ecs:Describe* ecs:List* eks:Describe* eks:List* elasticloadbalancing:Describe* guardduty:Get* guardduty:List* iam:GenerateCredentialReport iam:GenerateServiceLastAccessedDetails iam:Get* iam:List* iam:SimulateCustomPolicy iam:SimulatePrincipalPolicy identitystore:ListGroupMemberships identitystore:ListGroups identitystore:ListUsers kms:Describe* kms:Get* kms:List* lambda:GetPolicy lambda:List* logs:Describe* organizations:Describe* organizations:List* rds:Describe* rds:List* route53:Get* route53:List* s3:GetBucket* s3:GetEncryptionConfiguration s3:List* secretsmanager:GetResourcePolicy secretsmanager:List* securityhub:Describe* securityhub:Get* securityhub:List* sns:Get* sns:List* sqs:Get* sqs:List* ssm:Describe* ssm:List* sso:DescribePermissionSet sso:DescribePermissionsPolicies sso:GetInlinePolicyForPermissionSet sso:List* tag:GetResources trustedadvisor:Describe* wafv2:Get* wafv2:List*
/job-function/ViewOnlyAccess acm:ListCertificates autoscaling:Describe* cloudformation:List* cloudformation:DescribeStacks cloudfront:List* cloudtrail:DescribeTrails cloudtrail:LookupEvents cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* config:Describe* config:List* dynamodb:DescribeTable dynamodb:List* ec2:Describe* ecr:Describe* ecs:List* eks:List* elasticloadbalancing:Describe* iam:GetAccountSummary iam:List* kms:ListAliases kms:ListKeys lambda:List* logs:Describe* organizations:List* rds:Describe* route53:List* s3:ListAllMyBuckets s3:ListBucket secretsmanager:ListSecrets sns:List* sqs:ListQueues ssm:Describe* ssm:List* sso:ListAccountAssignments sso:ListInstances sso:ListPermissionSets
/job-function/Billing account:GetAccountInformation aws-portal:*Billing aws-portal:*PaymentMethods aws-portal:*Usage billing:* budgets:* ce:* consolidatedbilling:* cur:* freetier:* invoicing:* payments:* pricing:* purchase-orders:* sustainability:* tax:*
/job-function/SystemAdministrator cloudtrail:Describe* cloudtrail:LookupEvents cloudwatch:* codecommit:* codedeploy:* codepipeline:* config:* ds:* ec2:* elasticloadbalancing:* events:* iam:Get* iam:List* kinesis:List* kms:Describe* kms:List* lambda:* logs:* rds:Describe* route53:* s3:* ses:* sns:* sqs:* ssm:* support:* trustedadvisor:*
/job-function/NetworkAdministrator acm:ListCertificates autoscaling:Describe* cloudfront:ListDistributions cloudwatch:DeleteAlarms cloudwatch:DescribeAlarms cloudwatch:GetMetricStatistics cloudwatch:PutMetricAlarm directconnect:* ec2:*Address* ec2:*DhcpOptions* ec2:*Gateway* ec2:*NetworkAcl* ec2:*NetworkInterface* ec2:*Route* ec2:*SecurityGroup* ec2:*Subnet* ec2:*TransitGateway* ec2:*Vpc* ec2:*Vpn* ec2:Describe* elasticloadbalancing:* logs:DescribeLogGroups logs:DescribeLogStreams logs:GetLogEvents networkmanager:* route53:* route53domains:* sns:ListTopics
/job-function/DatabaseAdministrator cloudwatch:DeleteAlarms cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* cloudwatch:Put* datapipeline:* dynamodb:* ec2:Describe* elasticache:* iam:ListRoles kms:List* lambda:* logs:* rds:* redshift:* s3:CreateBucket s3:GetObject s3:List* sns:*
/job-function/DataScientist autoscaling:* cloudformation:* cloudwatch:* datapipeline:* dynamodb:* ec2:* elasticfilesystem:* elasticmapreduce:* es:* iam:Get* iam:List* kinesis:* kms:List* lambda:* logs:* machinelearning:* rds:* redshift:* s3:* sagemaker:* sns:* sqs:*
/job-function/SupportUser support:* trustedadvisor:* acm:Describe* acm:List* autoscaling:Describe* cloudformation:Describe* cloudtrail:LookupEvents cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* ec2:Describe* elasticloadbalancing:Describe* iam:GetAccountSummary iam:List* lambda:Get* lambda:List* logs:Describe* rds:Describe* route53:Get* route53:List* s3:List* sns:List* sqs:List*
/IAMFullAccess iam:* organizations:DescribeAccount organizations:DescribeOrganization organizations:DescribeOrganizationalUnit organizations:DescribePolicy organizations:ListChildren organizations:ListParents organizations:ListPolicies organizations:ListPoliciesForTarget organizations:ListRoots organizations:ListTargetsForPolicy
/IAMReadOnlyAccess iam:GenerateCredentialReport iam:GenerateServiceLastAccessedDetails iam:Get* iam:List* iam:SimulateCustomPolicy iam:SimulatePrincipalPolicy
/IAMUserChangePassword iam:ChangePassword iam:GetAccountPasswordPolicy
/AWSSSOMasterAccountAdministrator sso:* sso-directory:* identitystore:* identitystore-auth:* organizations:Describe* organizations:List* organizations:EnableAWSServiceAccess organizations:RegisterDelegatedAdministrator organizations:DeregisterDelegatedAdministrator iam:ListPolicies iam:GetRole ds:DescribeDirectories ds:DescribeTrusts ds:AuthorizeApplication ds:UnauthorizeApplication signin:*TrustedIdentityPropagation*
/AWSSSOMemberAccountAdministrator sso:* sso-directory:* identitystore:* identitystore-auth:* organizations:Describe* organizations:List* iam:ListPolicies ds:DescribeDirectories ds:DescribeTrusts signin:*TrustedIdentityPropagation*
/AWSSSOReadOnly sso:Describe* sso:Get* sso:List* sso:Search* sso-directory:DescribeDirectory identitystore:Describe* identitystore:List* organizations:DescribeAccount organizations:DescribeOrganization organizations:List* iam:ListPolicies ds:DescribeDirectories ds:DescribeTrusts
/AWSSSODirectoryAdministrator sso-directory:* identitystore:* identitystore-auth:* sso:ListDirectoryAssociations
/AWSSSODirectoryReadOnly sso-directory:Search* sso-directory:Describe* sso-directory:List* sso-directory:Get* identitystore:Describe* identitystore:List* identitystore-auth:List*
/AWSIdentityCenterReadOnlyAccess sso:Describe* sso:Get* sso:List* identitystore:Describe* identitystore:List*
/AWSOrganizationsFullAccess organizations:* account:* iam:CreateServiceLinkedRole
/AWSOrganizationsReadOnlyAccess organizations:Describe* organizations:List* account:GetAlternateContact account:GetContactInformation account:ListRegions account:GetRegionOptStatus
/AWSBillingReadOnlyAccess account:GetAccountInformation billing:Get* billing:List* budgets:Describe* budgets:View* ce:Describe* ce:Get* ce:List* cur:Describe* cur:Get* invoicing:Get* invoicing:List* payments:Get* payments:List* tax:Get* tax:List*
/AWSAccountManagementReadOnlyAccess account:Get* account:List*
/AWSCloudTrail_FullAccess cloudtrail:* logs:CreateLogGroup sns:CreateTopic s3:CreateBucket kms:ListKeys
/AWSCloudTrail_ReadOnlyAccess cloudtrail:Get* cloudtrail:Describe* cloudtrail:List* cloudtrail:LookupEvents
/AWSCloudShellFullAccess cloudshell:*
/AWSSupportAccess support:*
/AWSSecurityHubFullAccess securityhub:* iam:CreateServiceLinkedRole
/AWSSecurityHubReadOnlyAccess securityhub:Get* securityhub:List* securityhub:BatchGet* securityhub:Describe*
/AWSCodeCommitPowerUser codecommit:*
/AWSCodePipeline_FullAccess codepipeline:*
/AWSLambda_FullAccess lambda:* cloudformation:Describe* cloudwatch:Get* cloudwatch:List* ec2:Describe* iam:List* iam:PassRole kms:ListAliases logs:Describe* tag:GetResources
/AWSLambda_ReadOnlyAccess lambda:Get* lambda:List* cloudwatch:Get* cloudwatch:List* logs:Describe* iam:List*
/AWSGlueConsoleFullAccess glue:* s3:List* iam:List* ec2:Describe* rds:Describe*
/AWSStepFunctionsFullAccess states:*
/AWSStepFunctionsReadOnlyAccess states:List* states:Describe* states:Get*
/AWSKeyManagementServicePowerUser kms:CreateAlias kms:CreateKey kms:DeleteAlias kms:Describe* kms:GenerateRandom kms:Get* kms:List* kms:TagResource kms:UntagResource iam:ListGroups iam:ListRoles iam:ListUsers
/AWSCertificateManagerFullAccess acm:*
/AWSCertificateManagerReadOnly acm:Describe* acm:Get* acm:List*
/AWSConfigUserAccess config:Get* config:Describe* config:Deliver* config:List* config:Select* tag:GetResources
/AWSCloudFormationFullAccess cloudformation:*
/AWSCloudFormationReadOnlyAccess cloudformation:Describe* cloudformation:Get* cloudformation:List* cloudformation:Detect* cloudformation:Estimate*
/AWSBackupFullAccess backup:* backup-storage:*
/AWSWAFConsoleFullAccess waf:* wafv2:* waf-regional:*
/AWSWAFConsoleReadOnlyAccess waf:Get* waf:List* wafv2:Get* wafv2:List* waf-regional:Get* waf-regional:List*
/AmazonEC2FullAccess ec2:* elasticloadbalancing:* cloudwatch:* autoscaling:* iam:CreateServiceLinkedRole
/AmazonEC2ReadOnlyAccess ec2:Describe* ec2:GetSecurityGroupsForVpc elasticloadbalancing:Describe* cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* autoscaling:Describe*
/AmazonS3FullAccess s3:* s3-object-lambda:*
/AmazonS3ReadOnlyAccess s3:Get* s3:List* s3:Describe* s3-object-lambda:Get* s3-object-lambda:List*
/AmazonRDSFullAccess rds:* cloudwatch:Get* cloudwatch:List* ec2:Describe* sns:List* sns:Publish logs:DescribeLogStreams logs:GetLogEvents
/AmazonRDSReadOnlyAccess rds:Describe* rds:List* cloudwatch:Get* cloudwatch:List* ec2:Describe* logs:DescribeLogStreams logs:GetLogEvents
/AmazonVPCFullAccess ec2:*
/AmazonVPCReadOnlyAccess ec2:Describe* ec2:Get* ec2:Search*
/AmazonDynamoDBFullAccess dynamodb:* dax:* cloudwatch:Get* cloudwatch:List* kms:ListAliases
/AmazonDynamoDBReadOnlyAccess dynamodb:BatchGetItem dynamodb:Describe* dynamodb:Get* dynamodb:List* dynamodb:Query dynamodb:Scan dax:Describe* dax:List*
/AmazonRoute53FullAccess route53:* route53domains:* cloudfront:ListDistributions elasticloadbalancing:DescribeLoadBalancers
/AmazonRoute53ReadOnlyAccess route53:Get* route53:List* route53:TestDNSAnswer
/AmazonSNSFullAccess sns:*
/AmazonSNSReadOnlyAccess sns:Get* sns:List*
/AmazonSQSFullAccess sqs:*
/AmazonSQSReadOnlyAccess sqs:Get* sqs:List*
/AmazonSSMFullAccess ssm:* cloudwatch:PutMetricData ds:CreateComputer ds:DescribeDirectories ec2:DescribeInstanceStatus logs:*
/AmazonSSMReadOnlyAccess ssm:Describe* ssm:Get* ssm:List*
/AmazonECS_FullAccess ecs:* ecr:* application-autoscaling:* elasticloadbalancing:* logs:*
/AmazonEKSClusterPolicy eks:* ec2:Describe* elasticloadbalancing:* autoscaling:Describe*
/AmazonEC2ContainerRegistryFullAccess ecr:* cloudtrail:LookupEvents
/AmazonEC2ContainerRegistryPowerUser ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:CompleteLayerUpload ecr:Describe* ecr:Get* ecr:InitiateLayerUpload ecr:List* ecr:PutImage ecr:UploadLayerPart
/AmazonEC2ContainerRegistryReadOnly ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:Describe* ecr:Get* ecr:List*
/AmazonElastiCacheFullAccess elasticache:*
/AmazonElastiCacheReadOnlyAccess elasticache:Describe* elasticache:List*
/AmazonKinesisFullAccess kinesis:*
/AmazonKinesisReadOnlyAccess kinesis:Get* kinesis:List* kinesis:Describe*
/AmazonRedshiftFullAccess redshift:* redshift-serverless:* ec2:Describe* sns:List* cloudwatch:Get* cloudwatch:List*
/AmazonRedshiftReadOnlyAccess redshift:Describe* redshift:View* redshift:List* cloudwatch:Get* cloudwatch:List* ec2:Describe*
/AmazonSageMakerFullAccess sagemaker:* application-autoscaling:* cloudwatch:* ec2:Describe* ecr:* iam:ListRoles logs:* s3:Get* s3:List* s3:Put*
/AmazonSageMakerReadOnly sagemaker:Describe* sagemaker:List* sagemaker:Get* cloudwatch:DescribeAlarms
/AmazonBedrockFullAccess bedrock:* kms:DescribeKey iam:ListRoles ec2:DescribeVpcs ec2:DescribeSubnets ec2:DescribeSecurityGroups
/AmazonBedrockReadOnly bedrock:Get* bedrock:List*
/AmazonAthenaFullAccess athena:* glue:Get* glue:Create* glue:Update* glue:Delete* glue:Batch* s3:Get* s3:List* s3:Put*
/AmazonGuardDutyFullAccess guardduty:* organizations:Describe* organizations:List* iam:CreateServiceLinkedRole
/AmazonGuardDutyReadOnlyAccess guardduty:Describe* guardduty:Get* guardduty:List* organizations:Describe* organizations:List*
/AmazonInspector2FullAccess inspector2:*
/AmazonInspector2ReadOnlyAccess inspector2:BatchGet* inspector2:Describe* inspector2:Get* inspector2:List*
/AmazonMacieFullAccess macie2:*
/AmazonAPIGatewayAdministrator apigateway:*
/AmazonAPIGatewayInvokeFullAccess execute-api:Invoke execute-api:ManageConnections
/AmazonEventBridgeFullAccess events:* schemas:* scheduler:* pipes:*
/AmazonEventBridgeReadOnlyAccess events:Describe* events:List* schemas:Describe* schemas:List* scheduler:Get* scheduler:List*
/AmazonElasticFileSystemFullAccess elasticfilesystem:* cloudwatch:Describe* cloudwatch:Get* ec2:Describe* kms:ListAliases
/AmazonElasticFileSystemReadOnlyAccess elasticfilesystem:Describe* elasticfilesystem:List* cloudwatch:Describe* cloudwatch:Get* ec2:Describe*
/AmazonOpenSearchServiceFullAccess es:*
/AmazonOpenSearchServiceReadOnlyAccess es:Describe* es:Get* es:List*
/AmazonCognitoPowerUser cognito-idp:* cognito-identity:* cognito-sync:* iam:ListRoles
/AmazonCognitoReadOnly cognito-idp:Describe* cognito-idp:Get* cognito-idp:List* cognito-identity:Describe* cognito-identity:Get* cognito-identity:List*
/AmazonWorkSpacesAdmin workspaces:*
/AmazonConnect_FullAccess connect:* ds:Describe* kms:Describe* kms:List*
/AmazonMSKFullAccess kafka:* ec2:Describe*
/AmazonMSKReadOnlyAccess kafka:Describe* kafka:List* kafka:Get* ec2:Describe*
/AmazonSESFullAccess ses:*
/AmazonSESReadOnlyAccess ses:Get* ses:List*
/CloudFrontFullAccess cloudfront:* acm:ListCertificates iam:ListServerCertificates s3:ListAllMyBuckets waf:Get* waf:List* wafv2:Get* wafv2:List*
/CloudFrontReadOnlyAccess cloudfront:Describe* cloudfront:Get* cloudfront:List* acm:ListCertificates iam:ListServerCertificates
/CloudWatchFullAccess autoscaling:Describe* cloudwatch:* logs:* sns:* iam:GetPolicy iam:GetPolicyVersion iam:GetRole oam:ListSinks
/CloudWatchReadOnlyAccess autoscaling:Describe* cloudwatch:BatchGet* cloudwatch:Describe* cloudwatch:Get* cloudwatch:List* logs:Get* logs:List* logs:Describe* logs:FilterLogEvents sns:Get* sns:List*
/CloudWatchLogsFullAccess logs:* cloudwatch:GenerateQuery
/CloudWatchLogsReadOnlyAccess logs:Describe* logs:Get* logs:List* logs:StartQuery logs:StopQuery logs:FilterLogEvents
/CloudWatchEventsFullAccess events:* scheduler:* pipes:*
/ElasticLoadBalancingFullAccess elasticloadbalancing:* ec2:Describe* iam:CreateServiceLinkedRole
/ElasticLoadBalancingReadOnly elasticloadbalancing:Describe* ec2:Describe*
/AutoScalingFullAccess autoscaling:* cloudwatch:PutMetricAlarm ec2:Describe* elasticloadbalancing:Describe* iam:CreateServiceLinkedRole
/AutoScalingReadOnlyAccess autoscaling:Describe*
/SecretsManagerReadWrite secretsmanager:* cloudformation:CreateChangeSet ec2:Describe* kms:DescribeKey kms:ListAliases kms:ListKeys lambda:ListFunctions rds:Describe* tag:GetResources
/ResourceGroupsandTagEditorFullAccess tag:* resource-groups:* cloudformation:DescribeStacks
/ResourceGroupsandTagEditorReadOnlyAccess tag:Get* resource-groups:Get* resource-groups:List* resource-groups:Search*
/TranslateFullAccess translate:* comprehend:DetectDominantLanguage cloudwatch:Get* cloudwatch:List*
/aws-service-role/AWSSSOServiceRolePolicy iam:AttachRolePolicy iam:CreateRole iam:DeleteRole iam:DeleteRolePolicy iam:DetachRolePolicy iam:PutRolePolicy iam:UpdateRole iam:GetRole iam:ListRolePolicies iam:ListAttachedRolePolicies iam:GetSAMLProvider iam:CreateSAMLProvider iam:UpdateSAMLProvider organizations:DescribeAccount organizations:DescribeOrganization organizations:ListAccounts organizations:ListAWSServiceAccessForOrganization organizations:ListDelegatedAdministrators
`;
