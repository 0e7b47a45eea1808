# Log-in by the office's own provider (OIDC).
oidc-log-in = Log in with your office's account
oidc-refused = The log-in by your office's account did not work. Please try again, or log in with name and password.
oidc-half = oidc-issuer and oidc-client-id belong together: set both or none.
oidc-no-public-url = A log-in by OIDC needs public-url, to which the provider sends people back.
oidc-two-secrets = The client's secret is given twice: by oidc-client-secret and by oidc-client-secret-file.
oidc-secret-file = The file { $path } with the client's secret can't be read: { $cause }
