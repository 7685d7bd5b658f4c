// The AWS SDK announces to whoever runs it which versions of Node it will drop in years to come; which one runs is decided by
// package.json here, and a user can do nothing about it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
