/**
 * TEST ONLY. A throw-away certificate for `localhost` and its key, valid for a hundred years, known to
 * everybody who has this file. Never configure it anywhere. Made with:
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=signalbox test only" -addext "subjectAltName=DNS:localhost,IP:127.0.0.1"`
 */
export const TEST_ONLY_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBsDCCAVWgAwIBAgIUGpzEYP9HpNuYyEygV+dR/0M+OfcwCgYIKoZIzj0EAwIw
HjEcMBoGA1UEAwwTc2lnbmFsYm94IHRlc3Qgb25seTAgFw0yNjExMjEwMTQ0MDVa
GA8yMTI2MTAyODAxNDQwNVowHjEcMBoGA1UEAwwTc2lnbmFsYm94IHRlc3Qgb25s
eTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABMmAGtoTSiUqTFiKp6X46has59zf
uhIsrikydQbr5dUsdE4fldrnK0m/4ATIpPeXFGhMSs8YedkbTfhnegIdirCjbzBt
MB0GA1UdDgQWBBS24RzW70yJwwFs8TVBVZMXQIVwkjAfBgNVHSMEGDAWgBS24RzW
70yJwwFs8TVBVZMXQIVwkjAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQTMBGCCWxv
Y2FsaG9zdIcEfwAAATAKBggqhkjOPQQDAgNJADBGAiEAuG6VTT1vWpS3GpZuJmOe
pcelVBhGx1BkxVvNmh1o1zgCIQCyxHv+9aFRHfMGrxwaHIsGvlMYJwS+kYerC4qM
Ns0Flg==
-----END CERTIFICATE-----
`;

/** TEST ONLY. The key of {@link TEST_ONLY_CERTIFICATE}. */
export const TEST_ONLY_KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQguxstmXnMIe74ZGL8
4tUO8uhlYni0mvztlz7xT1VA3RuhRANCAATJgBraE0olKkxYiqel+OoWrOfc37oS
LK4pMnUG6+XVLHROH5Xa5ytJv+AEyKT3lxRoTErPGHnZG034Z3oCHYqw
-----END PRIVATE KEY-----
`;
