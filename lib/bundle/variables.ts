/** The variables that a bundle's scripts set, and that its undo scripts unset. */
export const variables = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'DOCKER_VERSION'] as const;
