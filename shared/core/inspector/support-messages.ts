/** What the support samples are made of. Each was signed with a key whose private half was thrown away. */

export const APP_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC6zCCAdOgAwIBAgIHSh9VvH8Z+jANBgkqhkiG9w0BAQsFADA0MTIwMAYDVQQD
EylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdGVkIFNTTyBDZXJ0aWZpY2F0ZTAeFw0y
NjAyMTAwODAwMDBaFw0yOTAyMTAwODAwMDBaMDQxMjAwBgNVBAMTKU1pY3Jvc29m
dCBBenVyZSBGZWRlcmF0ZWQgU1NPIENlcnRpZmljYXRlMIIBIjANBgkqhkiG9w0B
AQEFAAOCAQ8AMIIBCgKCAQEA0hywrMr8V3uuzl3AXTtyfwobTSugZNX6pzlQfpwc
TFUh9P45OcnDtC5yfRj+t8FMFykIypLLNnNH9CJfzSmTk7vo7p6/X3kKC7nNLvNV
Jv3iCcKhRIeZOSZF+quduntzfbSyueAc1wvbpm2KyNUq0BDJ386Jymw5lV3AN/4j
b0D1GUdOqJ2EOyoZ/M/I70c+qw9gDsDgTRhSpMx0xkllOBxNsqajuQ18Dfci+zN7
v38w68TJ0zy/nvjcWtdDHtaMNu20Bq1uZozy/cWPx0f2i/XT3LBv5fndrX/zni9I
lWmgMqR3qDXVe1piC/3EwKObZLIWqeIOnYRgVJete3xV8wIDAQABowIwADANBgkq
hkiG9w0BAQsFAAOCAQEAXLpOvBOn2EOOtzOaqYuFtrucTAV8WOgrVWi2K6xZyQd9
RBXrueldbP7NE5rj9lugLGbc6e4o1HRILwtuLmyBfyTdjExDLSnTCbXlmw/grB1Q
nstFJyM3ArmY4AVDXY9721Xzt5oNgq2KJThD3y0zYiuq6OOnwxWBxwFNqprYvnDI
RWsAV0+IzDXMKCFVEvlIkRM8+EZd/GRB3cdecR4ks6DX6xwIMwBNdmPKO/ut7pqQ
7zgSMNzeR2NIdQWOc0Xl49zRkZIIeIlfHyRlKX8C/N0zwwU1+edBuyfNNoVCvaAg
7Sycpo+xKKXbMTlRpanegOWDdxgv/OBJSubit8lwiw==
-----END CERTIFICATE-----
`;

export const OLD_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC6zCCAdOgAwIBAgIHSh91GwH5XjANBgkqhkiG9w0BAQsFADA0MTIwMAYDVQQD
EylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdGVkIFNTTyBDZXJ0aWZpY2F0ZTAeFw0y
MzExMTgwODAwMDBaFw0yNjExMTgwODAwMDBaMDQxMjAwBgNVBAMTKU1pY3Jvc29m
dCBBenVyZSBGZWRlcmF0ZWQgU1NPIENlcnRpZmljYXRlMIIBIjANBgkqhkiG9w0B
AQEFAAOCAQ8AMIIBCgKCAQEAqygsSSbXNnSZPzQhPnDSOzpZ/8Jfq62vRV820rWl
opDXMFQH0EReUXkCEZxO8I0M2rSJaFb2jwp53oj77LYj4zMYOD9FNWhQIrP0SsYX
JYV5/Ou8PXn8uTm3lIOk2VIljRxBwYx3YeKQa/g4TEhEiqcZ/yhnoDbyeorHunLA
Mwo75IUmwOGtNB9rw1+xe58m8XP3bIK6HE4g0YswMa9Fl4yhxiRKTmNg+f2/TGOI
Badss8+YPoF7Hnl96qaF+NxtioHgHFbAOxquwSn4jK8FyKbWQ256IqYNcyCqc1Dk
GSqSN6JFR3PXWIxaUaDKcc8AUxsX41uAY6ZsUiKLkV+2JwIDAQABowIwADANBgkq
hkiG9w0BAQsFAAOCAQEAGobjCvDJx9ven48fWwPnJvTc80Od7ojxTzYAknGsigkx
aCC+l6vPjpoAWqewkYUF1QAWoNpSfMcX0FV9SRjUVRNMXUgQ0pa6h2Db8zbrNI3s
1taM68VZRMtEeQBbU6E2ISjETSGPaHV2wBFnzeMY6OBTA7KADV2yA0vf8eEYRwlL
N7In4wIscw513jGNJXo9G84eex3iMNJP8S8MsMyHrANrnzNvm/bSnTwxceB5TYTp
da9ZwyaLcE0FykhFHyH6AHXxiEqObx8JtaisJFrxK/S0VJQyrR58yznBoXdx6071
9qZmoVZ8aKbkIAtHl4iKM7Ee1nB7oGEoS6FkHGGkFg==
-----END CERTIFICATE-----
`;

export const ADFS_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIC1zCCAb+gAwIBAgIHSh/UF9ye0jANBgkqhkiG9w0BAQsFADAqMSgwJgYDVQQD
Ex9BREZTIFNpZ25pbmcgLSBzdHMuam9nY2xvdWQuY29tMB4XDTI2MDMwMTAwMDAw
MFoXDTI3MDMwMTAwMDAwMFowKjEoMCYGA1UEAxMfQURGUyBTaWduaW5nIC0gc3Rz
LmpvZ2Nsb3VkLmNvbTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKlw
QZJqOqnwcrVpfgyIqL0+Q8SVryRmJ9062KD6vGkBCC+9+4enH2LBnRpyhM7Uktvy
tesmPIHV/LQC4fHueEKWsLXTunZUh5y/R52JbE9QKv8WhmV1lS5T1fFcaZ+ZdPdj
9w4Pxu9q7yqtBk0MyKBUJftN5DbKPuzCmLISzampqYksxEU0WuLJ9SFMI7o2A0Ds
1q8Li/Pf/nMmlenIRD9GMOuR1yHxkoKJbIupYXi1Fe7ZA4Io6Ya3nE5uXGF27+cQ
Earx32rXa3Xb/LkCGc1ldryaktFjLZcqP6RcA8AQMNmeSSsTDkAilrLS6xc3/AK6
qnR5f45Z1hEnFPBv638CAwEAAaMCMAAwDQYJKoZIhvcNAQELBQADggEBAJdGd9yM
ycCLjL6W1fnGzuUigA5e12SF6Srd5Dz9BSPhnzAYWCfvfi2LjPlZOp/dIGtNsEgs
1SZN7EvWOd7eGLsFnCTk8GXffbi0togM0f1oqWb2OmkfKSd4VOqJSVGbWXPvrDpo
70Y/fooJHAyrhU+/VWByTW75CxdX9sLXInT50X8iRxsHtCgGMmAOyTV3sgM/T/So
IGZn9dgyy4pIGUVbTRuNFs5U/T6Yrel2OY2mpuPL+E+fkg2gwPEmfbJDXN344eOS
jBhp7iOy/6uUI0gRIfqeTlGmU8xjo5tgRhwjGxm4MYs732VhoXbVDlnCM7yY9aPS
9nukRMM20D4ej/o=
-----END CERTIFICATE-----
`;

export const OTHER_AUDIENCE =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_a7c1f4-2d7e-4b19" Version="2.0' +
  '" IssueInstant="2026-11-20T09:28:11.503Z" Destination="https://orders.jogcloud.com/saml/acs" InRespons' +
  'eTo="_a7e0b7"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/8b1d6a2e-3' +
  'c52-4f7a-9c41-5c0f6f5f2a10/</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0' +
  ':status:Success"/></samlp:Status><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a7d93a-' +
  '71c5-4e20" IssueInstant="2026-11-20T09:28:11.487Z" Version="2.0"><Issuer>https://sts.windows.net/8b1d6' +
  'a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><' +
  'ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:Sign' +
  'atureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#_a7d93a' +
  '-71c5-4e20"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signat' +
  'ure"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMet' +
  'hod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>IrWq4juAvIiAqORZws5Erxsse73yp' +
  'Jnmf4ePoSBNRug=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>l/i+84eY6QqKFQf5hAlt' +
  'wQ7fG850F8REklLLZuLVuSbsDGZVS8yo734tUrg99iwp2h/9PhvBwtD6OEx5KqZy3c0rWjhZ/8kih56JaE80WfYuAQc6QQGWFEDw4t' +
  'nSWwRVuji5G0k9dtm08n/PSUOuvnIeG+n7aZV5oAAV0+6Q4P3/nJR/TDiJT3oCWcXTTrPBLFhja8BiwcrRcqlzedBNKbuD7Ltvfni6' +
  'M4ugaxtZPB1xdIm8n1fbRISOt8iwtyzp1EIjrm0zQ5CzP2jnSXGobmhNO57hYgHnJwreHh7qGg+EDc5pkSRjN+og6bMoyd85p3V0II' +
  'EMCGdh/fj7VCFnlw==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIC6zCCAdOgAwIBAgI' +
  'HSh9VvH8Z+jANBgkqhkiG9w0BAQsFADA0MTIwMAYDVQQDEylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdGVkIFNTTyBDZXJ0aWZpY2F0Z' +
  'TAeFw0yNjAyMTAwODAwMDBaFw0yOTAyMTAwODAwMDBaMDQxMjAwBgNVBAMTKU1pY3Jvc29mdCBBenVyZSBGZWRlcmF0ZWQgU1NPIEN' +
  'lcnRpZmljYXRlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA0hywrMr8V3uuzl3AXTtyfwobTSugZNX6pzlQfpwcTFUh9' +
  'P45OcnDtC5yfRj+t8FMFykIypLLNnNH9CJfzSmTk7vo7p6/X3kKC7nNLvNVJv3iCcKhRIeZOSZF+quduntzfbSyueAc1wvbpm2KyNU' +
  'q0BDJ386Jymw5lV3AN/4jb0D1GUdOqJ2EOyoZ/M/I70c+qw9gDsDgTRhSpMx0xkllOBxNsqajuQ18Dfci+zN7v38w68TJ0zy/nvjcW' +
  'tdDHtaMNu20Bq1uZozy/cWPx0f2i/XT3LBv5fndrX/zni9IlWmgMqR3qDXVe1piC/3EwKObZLIWqeIOnYRgVJete3xV8wIDAQABowI' +
  'wADANBgkqhkiG9w0BAQsFAAOCAQEAXLpOvBOn2EOOtzOaqYuFtrucTAV8WOgrVWi2K6xZyQd9RBXrueldbP7NE5rj9lugLGbc6e4o1' +
  'HRILwtuLmyBfyTdjExDLSnTCbXlmw/grB1QnstFJyM3ArmY4AVDXY9721Xzt5oNgq2KJThD3y0zYiuq6OOnwxWBxwFNqprYvnDIRWs' +
  'AV0+IzDXMKCFVEvlIkRM8+EZd/GRB3cdecR4ks6DX6xwIMwBNdmPKO/ut7pqQ7zgSMNzeR2NIdQWOc0Xl49zRkZIIeIlfHyRlKX8C/' +
  'N0zwwU1+edBuyfNNoVCvaAg7Sycpo+xKKXbMTlRpanegOWDdxgv/OBJSubit8lwiw==</ds:X509Certificate></ds:X509Data>' +
  '</ds:KeyInfo></ds:Signature><Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAd' +
  'dress">kim.larsen@jogcloud.com</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bea' +
  'rer"><SubjectConfirmationData InResponseTo="_a7e0b7" NotOnOrAfter="2026-11-20T10:28:11.362Z" Recipient' +
  '="https://orders.jogcloud.com/saml/acs"/></SubjectConfirmation></Subject><Conditions NotBefore="2026-1' +
  '1-20T09:23:11.362Z" NotOnOrAfter="2026-11-20T10:28:11.362Z"><AudienceRestriction><Audience>https://wik' +
  'i.jogcloud.com/saml</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name="' +
  'http://schemas.microsoft.com/identity/claims/tenantid"><AttributeValue>8b1d6a2e-3c52-4f7a-9c41-5c0f6f5' +
  'f2a10</AttributeValue></Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/object' +
  'identifier"><AttributeValue>3f0c2b1a-6d5e-4c7b-8a90-1e2d3c4b5a69</AttributeValue></Attribute><Attribut' +
  'e Name="http://schemas.microsoft.com/identity/claims/displayname"><AttributeValue>Kim Larsen</Attribut' +
  'eValue></Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/identityprovider"><At' +
  'tributeValue>https://sts.windows.net/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</AttributeValue></Attribute' +
  '><Attribute Name="http://schemas.microsoft.com/claims/authnmethodsreferences"><AttributeValue>http://s' +
  'chemas.microsoft.com/claims/multipleauthn</AttributeValue></Attribute></AttributeStatement><AuthnState' +
  'ment AuthnInstant="2026-11-20T08:02:45.120Z" SessionIndex="_a7d93a-71c5-4e20"><AuthnContext><AuthnCont' +
  'extClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></Aut' +
  'hnStatement></Assertion></samlp:Response>';

export const OLD_SIGNATURE =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_b2c1f4-2d7e-4b19" Version="2.0' +
  '" IssueInstant="2026-11-20T09:28:11.503Z" Destination="https://orders.jogcloud.com/saml/acs" InRespons' +
  'eTo="_b2e0b7"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">https://sts.windows.net/8b1d6a2e-3' +
  'c52-4f7a-9c41-5c0f6f5f2a10/</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0' +
  ':status:Success"/></samlp:Status><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_b2d93a-' +
  '71c5-4e20" IssueInstant="2026-11-20T09:28:11.487Z" Version="2.0"><Issuer>https://sts.windows.net/8b1d6' +
  'a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</Issuer><ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><' +
  'ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:Sign' +
  'atureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#_b2d93a' +
  '-71c5-4e20"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signat' +
  'ure"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMet' +
  'hod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>d5nc23zgFlKO3a8dzdmrFRgkpgEGG' +
  '6H7cowDI1g/3A4=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureValue>SRDNPhxQ2Sj8L2WxISdN' +
  'TBKbaPLCRuYPgAH75JDl//E0bC/D7tGChavjUwzzX7UyIXc9nrZidQCFxKYwMWq2LcH8zzkjXTGe3a/h0H6uoJU05UJOSp7ZzxDfvh' +
  'RfeLO/kOWT1bKK+0BJ9MewXsBAXerpp9oDKeZTekTGg4e77KvD0EFr3B5DLKk3g4PUMAxCta+pKpH5MsSsoY18B84gdtxVbBl6E4Ct' +
  'cgXiahxSOs2Tr6Ys2AKpp62+zWzude/n+/y1Vy8bPZb6KXTSoPZtHdKuaE3ft+qcAwyMBzx8ZRCwZA5hCZdopqQO2lHr7k7P9CjgV+' +
  'CbpvmX+o7pQVqPyQ==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>MIIC6zCCAdOgAwIBAgI' +
  'HSh91GwH5XjANBgkqhkiG9w0BAQsFADA0MTIwMAYDVQQDEylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdGVkIFNTTyBDZXJ0aWZpY2F0Z' +
  'TAeFw0yMzExMTgwODAwMDBaFw0yNjExMTgwODAwMDBaMDQxMjAwBgNVBAMTKU1pY3Jvc29mdCBBenVyZSBGZWRlcmF0ZWQgU1NPIEN' +
  'lcnRpZmljYXRlMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqygsSSbXNnSZPzQhPnDSOzpZ/8Jfq62vRV820rWlopDXM' +
  'FQH0EReUXkCEZxO8I0M2rSJaFb2jwp53oj77LYj4zMYOD9FNWhQIrP0SsYXJYV5/Ou8PXn8uTm3lIOk2VIljRxBwYx3YeKQa/g4TEh' +
  'EiqcZ/yhnoDbyeorHunLAMwo75IUmwOGtNB9rw1+xe58m8XP3bIK6HE4g0YswMa9Fl4yhxiRKTmNg+f2/TGOIBadss8+YPoF7Hnl96' +
  'qaF+NxtioHgHFbAOxquwSn4jK8FyKbWQ256IqYNcyCqc1DkGSqSN6JFR3PXWIxaUaDKcc8AUxsX41uAY6ZsUiKLkV+2JwIDAQABowI' +
  'wADANBgkqhkiG9w0BAQsFAAOCAQEAGobjCvDJx9ven48fWwPnJvTc80Od7ojxTzYAknGsigkxaCC+l6vPjpoAWqewkYUF1QAWoNpSf' +
  'McX0FV9SRjUVRNMXUgQ0pa6h2Db8zbrNI3s1taM68VZRMtEeQBbU6E2ISjETSGPaHV2wBFnzeMY6OBTA7KADV2yA0vf8eEYRwlLN7I' +
  'n4wIscw513jGNJXo9G84eex3iMNJP8S8MsMyHrANrnzNvm/bSnTwxceB5TYTpda9ZwyaLcE0FykhFHyH6AHXxiEqObx8JtaisJFrxK' +
  '/S0VJQyrR58yznBoXdx60719qZmoVZ8aKbkIAtHl4iKM7Ee1nB7oGEoS6FkHGGkFg==</ds:X509Certificate></ds:X509Data>' +
  '</ds:KeyInfo></ds:Signature><Subject><NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAd' +
  'dress">kim.larsen@jogcloud.com</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bea' +
  'rer"><SubjectConfirmationData InResponseTo="_b2e0b7" NotOnOrAfter="2026-11-20T10:28:11.362Z" Recipient' +
  '="https://orders.jogcloud.com/saml/acs"/></SubjectConfirmation></Subject><Conditions NotBefore="2026-1' +
  '1-20T09:23:11.362Z" NotOnOrAfter="2026-11-20T10:28:11.362Z"><AudienceRestriction><Audience>https://ord' +
  'ers.jogcloud.com/saml</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name' +
  '="http://schemas.microsoft.com/identity/claims/tenantid"><AttributeValue>8b1d6a2e-3c52-4f7a-9c41-5c0f6' +
  'f5f2a10</AttributeValue></Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/obje' +
  'ctidentifier"><AttributeValue>3f0c2b1a-6d5e-4c7b-8a90-1e2d3c4b5a69</AttributeValue></Attribute><Attrib' +
  'ute Name="http://schemas.microsoft.com/identity/claims/displayname"><AttributeValue>Kim Larsen</Attrib' +
  'uteValue></Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/identityprovider"><' +
  'AttributeValue>https://sts.windows.net/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</AttributeValue></Attribu' +
  'te><Attribute Name="http://schemas.microsoft.com/claims/authnmethodsreferences"><AttributeValue>http:/' +
  '/schemas.microsoft.com/claims/multipleauthn</AttributeValue></Attribute></AttributeStatement><AuthnSta' +
  'tement AuthnInstant="2026-11-20T08:02:45.120Z" SessionIndex="_b2d93a-71c5-4e20"><AuthnContext><AuthnCo' +
  'ntextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></A' +
  'uthnStatement></Assertion></samlp:Response>';

export const AWS_GUEST =
  '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_c9c1f4-2d7e-4b19" Version="2.0' +
  '" IssueInstant="2026-11-20T09:28:11.503Z" Destination="https://eu-central-1.signin.aws.amazon.com/plat' +
  'form/saml/acs/6f1c8a2e-90b3-4d57-a1e4-2c7d5b8f0e13" InResponseTo="_c9e0b7"><Issuer xmlns="urn:oasis:na' +
  'mes:tc:SAML:2.0:assertion">https://sts.windows.net/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</Issuer><saml' +
  'p:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Asserti' +
  'on xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_c9d93a-71c5-4e20" IssueInstant="2026-11-20T09:28' +
  ':11.487Z" Version="2.0"><Issuer>https://sts.windows.net/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/</Issuer>' +
  '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod ' +
  'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/' +
  '2001/04/xmldsig-more#rsa-sha256"/><ds:Reference URI="#_c9d93a-71c5-4e20"><ds:Transforms><ds:Transform ' +
  'Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www' +
  '.w3.org/2001/10/xml-exc-c14n#"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/' +
  'xmlenc#sha256"/><ds:DigestValue>7/1i3xre7GW1S47JAWj76lqlNsn7o7TVLaHoswxVmFc=</ds:DigestValue></ds:Refe' +
  'rence></ds:SignedInfo><ds:SignatureValue>DPEbLD/c4/lfZ+rqLI7zffc1dG4ejkp1tjqlzTM9SAmtxzWCauh+JMY9PBDyF' +
  'amy4ItyQqRNbteyW9WOURFfnxYR/vwZjfzQ0XbKBYXw9YnCZh6a+mTVN22XgDmNKpbpnBpg+ofJtWKtQQx7f1KHRlUbfgE99biIMwA' +
  'o5eazw8vBCGSeMK3/LLnV+LrSJXYYhXYgdEV1d4neiUJVQ6OESraFeqEW52JnKndycKLpbPRTX8KLlZgvQCAyb9PoxK7mOFKu67+5z' +
  'FWW47H351J9FztsmYeX91qp96CAZGEDFMEUeaFfzPrR5QUbB67E2DNHkoNnd1WfmS82ZAMZ8k+Gsw==</ds:SignatureValue><ds' +
  ':KeyInfo><ds:X509Data><ds:X509Certificate>MIIC6zCCAdOgAwIBAgIHSh9VvH8Z+jANBgkqhkiG9w0BAQsFADA0MTIwMAYD' +
  'VQQDEylNaWNyb3NvZnQgQXp1cmUgRmVkZXJhdGVkIFNTTyBDZXJ0aWZpY2F0ZTAeFw0yNjAyMTAwODAwMDBaFw0yOTAyMTAwODAwMD' +
  'BaMDQxMjAwBgNVBAMTKU1pY3Jvc29mdCBBenVyZSBGZWRlcmF0ZWQgU1NPIENlcnRpZmljYXRlMIIBIjANBgkqhkiG9w0BAQEFAAOC' +
  'AQ8AMIIBCgKCAQEA0hywrMr8V3uuzl3AXTtyfwobTSugZNX6pzlQfpwcTFUh9P45OcnDtC5yfRj+t8FMFykIypLLNnNH9CJfzSmTk7' +
  'vo7p6/X3kKC7nNLvNVJv3iCcKhRIeZOSZF+quduntzfbSyueAc1wvbpm2KyNUq0BDJ386Jymw5lV3AN/4jb0D1GUdOqJ2EOyoZ/M/I' +
  '70c+qw9gDsDgTRhSpMx0xkllOBxNsqajuQ18Dfci+zN7v38w68TJ0zy/nvjcWtdDHtaMNu20Bq1uZozy/cWPx0f2i/XT3LBv5fndrX' +
  '/zni9IlWmgMqR3qDXVe1piC/3EwKObZLIWqeIOnYRgVJete3xV8wIDAQABowIwADANBgkqhkiG9w0BAQsFAAOCAQEAXLpOvBOn2EOO' +
  'tzOaqYuFtrucTAV8WOgrVWi2K6xZyQd9RBXrueldbP7NE5rj9lugLGbc6e4o1HRILwtuLmyBfyTdjExDLSnTCbXlmw/grB1QnstFJy' +
  'M3ArmY4AVDXY9721Xzt5oNgq2KJThD3y0zYiuq6OOnwxWBxwFNqprYvnDIRWsAV0+IzDXMKCFVEvlIkRM8+EZd/GRB3cdecR4ks6DX' +
  '6xwIMwBNdmPKO/ut7pqQ7zgSMNzeR2NIdQWOc0Xl49zRkZIIeIlfHyRlKX8C/N0zwwU1+edBuyfNNoVCvaAg7Sycpo+xKKXbMTlRpa' +
  'negOWDdxgv/OBJSubit8lwiw==</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature><Subject><Nam' +
  'eID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">robin.weber_partner.example#EXT#@j' +
  'ogcloud.onmicrosoft.com</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><S' +
  'ubjectConfirmationData InResponseTo="_c9e0b7" NotOnOrAfter="2026-11-20T10:28:11.362Z" Recipient="https' +
  '://eu-central-1.signin.aws.amazon.com/platform/saml/acs/6f1c8a2e-90b3-4d57-a1e4-2c7d5b8f0e13"/></Subje' +
  'ctConfirmation></Subject><Conditions NotBefore="2026-11-20T09:23:11.362Z" NotOnOrAfter="2026-11-20T10:' +
  '28:11.362Z"><AudienceRestriction><Audience>https://eu-central-1.signin.aws.amazon.com/platform/saml/d-' +
  '99672b41c8</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name="http://sc' +
  'hemas.microsoft.com/identity/claims/tenantid"><AttributeValue>8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10</At' +
  'tributeValue></Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/objectidentifie' +
  'r"><AttributeValue>9d2c7b60-1e4f-4a83-b5d6-7c8f90a1b2c3</AttributeValue></Attribute><Attribute Name="h' +
  'ttp://schemas.microsoft.com/identity/claims/displayname"><AttributeValue>Robin Weber</AttributeValue><' +
  '/Attribute><Attribute Name="http://schemas.microsoft.com/identity/claims/identityprovider"><AttributeV' +
  'alue>https://sts.windows.net/5a9e1c70-7f3b-4d2e-8c61-9b0d4e3f2a11/</AttributeValue></Attribute><Attrib' +
  'ute Name="http://schemas.microsoft.com/claims/authnmethodsreferences"><AttributeValue>http://schemas.m' +
  'icrosoft.com/claims/multipleauthn</AttributeValue></Attribute></AttributeStatement><AuthnStatement Aut' +
  'hnInstant="2026-11-20T08:02:45.120Z" SessionIndex="_c9d93a-71c5-4e20"><AuthnContext><AuthnContextClass' +
  'Ref>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatem' +
  'ent></Assertion></samlp:Response>';

export const NO_MFA =
  '<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust"><t:Lifetime><wsu' +
  ':Created xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd' +
  '">2026-11-20T09:27:40.118Z</wsu:Created><wsu:Expires xmlns:wsu="http://docs.oasis-open.org/wss/2004/01' +
  '/oasis-200401-wss-wssecurity-utility-1.0.xsd">2026-11-20T10:27:40.118Z</wsu:Expires></t:Lifetime><t:Re' +
  'questedSecurityToken><saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:1.0:assertion" MajorVersion="' +
  '1" MinorVersion="1" AssertionID="_5b8e2c40-7f1d-4a6b" Issuer="http://sts.jogcloud.com/adfs/services/tr' +
  'ust" IssueInstant="2026-11-20T09:27:40.118Z"><saml:Conditions NotBefore="2026-11-20T09:27:40.102Z" Not' +
  'OnOrAfter="2026-11-20T10:27:40.102Z"><saml:AudienceRestrictionCondition><saml:Audience>urn:federation:' +
  'MicrosoftOnline</saml:Audience></saml:AudienceRestrictionCondition></saml:Conditions><saml:AttributeSt' +
  'atement><saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecifi' +
  'ed">8Jm2VtQxTkuQ5pZrLd0wYw==</saml:NameIdentifier><saml:SubjectConfirmation><saml:ConfirmationMethod>u' +
  'rn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:SubjectConfirmation></saml:Subjec' +
  't><saml:Attribute AttributeName="UPN" AttributeNamespace="http://schemas.xmlsoap.org/claims"><saml:Att' +
  'ributeValue>kim.larsen@jogcloud.com</saml:AttributeValue></saml:Attribute><saml:Attribute AttributeNam' +
  'e="ImmutableID" AttributeNamespace="http://schemas.microsoft.com/LiveID/Federation/2008/05"><saml:Attr' +
  'ibuteValue>8Jm2VtQxTkuQ5pZrLd0wYw==</saml:AttributeValue></saml:Attribute></saml:AttributeStatement><s' +
  'aml:AuthenticationStatement AuthenticationMethod="urn:oasis:names:tc:SAML:1.0:am:password" Authenticat' +
  'ionInstant="2026-11-20T09:27:39.771Z"><saml:Subject><saml:NameIdentifier Format="urn:oasis:names:tc:SA' +
  'ML:1.1:nameid-format:unspecified">8Jm2VtQxTkuQ5pZrLd0wYw==</saml:NameIdentifier><saml:SubjectConfirmat' +
  'ion><saml:ConfirmationMethod>urn:oasis:names:tc:SAML:1.0:cm:bearer</saml:ConfirmationMethod></saml:Sub' +
  'jectConfirmation></saml:Subject></saml:AuthenticationStatement><ds:Signature xmlns:ds="http://www.w3.o' +
  'rg/2000/09/xmldsig#"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xm' +
  'l-exc-c14n#"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><ds:R' +
  'eference URI="#_5b8e2c40-7f1d-4a6b"><ds:Transforms><ds:Transform Algorithm="http://www.w3.org/2000/09/' +
  'xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></ds:' +
  'Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>L/e9u' +
  'PyszleeHQZi17mw01HTb3F7ft7KfGNknU17JsI=</ds:DigestValue></ds:Reference></ds:SignedInfo><ds:SignatureVa' +
  'lue>KyEiH1mNRjNu5l/FpjoSHrz7cjEHh0S6HzJOn5Y+xrKxvKUyJaFokWsN1k9T5CWy7a506HZSXr+OnlHXrbjKS1mkadtrQsxjRB' +
  'Er6eflemyGP05O9QsFInUEgmJSSSVg25lQ1ziPaQPiovopyXi2mfujbRq8+6lgvFCTMWkcIhnw35XVuN58SyeJ09hGbzbik4on8LJz' +
  'Nk968GpL7Ziy6dzNqXrNeDK5lrea7rDxlZ7W4LzsTYoPgybujDE0y5kt9dg69UtjH89oPMbPdVxUn9Pa8PmqF6dEQtqQocCzLaufCT' +
  'rfcDbyqY0pA0QNhIt59PSVIcplPjkSvmc7b5PO4Q==</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certifi' +
  'cate>MIIC1zCCAb+gAwIBAgIHSh/UF9ye0jANBgkqhkiG9w0BAQsFADAqMSgwJgYDVQQDEx9BREZTIFNpZ25pbmcgLSBzdHMuam9nY' +
  '2xvdWQuY29tMB4XDTI2MDMwMTAwMDAwMFoXDTI3MDMwMTAwMDAwMFowKjEoMCYGA1UEAxMfQURGUyBTaWduaW5nIC0gc3RzLmpvZ2N' +
  'sb3VkLmNvbTCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBAKlwQZJqOqnwcrVpfgyIqL0+Q8SVryRmJ9062KD6vGkBCC+9+' +
  '4enH2LBnRpyhM7UktvytesmPIHV/LQC4fHueEKWsLXTunZUh5y/R52JbE9QKv8WhmV1lS5T1fFcaZ+ZdPdj9w4Pxu9q7yqtBk0MyKB' +
  'UJftN5DbKPuzCmLISzampqYksxEU0WuLJ9SFMI7o2A0Ds1q8Li/Pf/nMmlenIRD9GMOuR1yHxkoKJbIupYXi1Fe7ZA4Io6Ya3nE5uX' +
  'GF27+cQEarx32rXa3Xb/LkCGc1ldryaktFjLZcqP6RcA8AQMNmeSSsTDkAilrLS6xc3/AK6qnR5f45Z1hEnFPBv638CAwEAAaMCMAA' +
  'wDQYJKoZIhvcNAQELBQADggEBAJdGd9yMycCLjL6W1fnGzuUigA5e12SF6Srd5Dz9BSPhnzAYWCfvfi2LjPlZOp/dIGtNsEgs1SZN7' +
  'EvWOd7eGLsFnCTk8GXffbi0togM0f1oqWb2OmkfKSd4VOqJSVGbWXPvrDpo70Y/fooJHAyrhU+/VWByTW75CxdX9sLXInT50X8iRxs' +
  'HtCgGMmAOyTV3sgM/T/SoIGZn9dgyy4pIGUVbTRuNFs5U/T6Yrel2OY2mpuPL+E+fkg2gwPEmfbJDXN344eOSjBhp7iOy/6uUI0gRI' +
  'fqeTlGmU8xjo5tgRhwjGxm4MYs732VhoXbVDlnCM7yY9aPS9nukRMM20D4ej/o=</ds:X509Certificate></ds:X509Data></ds' +
  ':KeyInfo></ds:Signature></saml:Assertion></t:RequestedSecurityToken></t:RequestSecurityTokenResponse>';

export const GRAPH_TOKEN =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL2dyYXBoLm1pY3Jvc29mdC5jb20iLCJpc3MiOiJodHRwc' +
  'zovL3N0cy53aW5kb3dzLm5ldC84YjFkNmEyZS0zYzUyLTRmN2EtOWM0MS01YzBmNmY1ZjJhMTAvIiwiaWF0IjoxNzk1MTY1MjAwLCJ' +
  'uYmYiOjE3OTUxNjUyMDAsImV4cCI6MTc5NTE2OTcwMCwiYWNyIjoiMSIsImFtciI6WyJwd2QiLCJtZmEiXSwiYXBwX2Rpc3BsYXluY' +
  'W1lIjoiT3JkZXJzIHdlYiIsImFwcGlkIjoiMGY0YzdkMzktNTNiMS00YThlLThmNWQtN2IxZjVhNmMyZDkwIiwiYXBwaWRhY3IiOiI' +
  'xIiwiaWR0eXAiOiJ1c2VyIiwibmFtZSI6IktpbSBMYXJzZW4iLCJvaWQiOiIzZjBjMmIxYS02ZDVlLTRjN2ItOGE5MC0xZTJkM2M0Y' +
  'jVhNjkiLCJyaCI6IjEuQVhrQUxtb2RpMUk4ZWstY1FVd1BiMThxRUg0Y0QyMUVxbGRiaXhzLiIsInNjcCI6IlVzZXIuUmVhZCIsInN' +
  '1YiI6Ikx3OXNUMm5RN3ZYYjRtWmtQOHJKMHlENWhHM2ZDMWFFNnVJOW9XIiwidGlkIjoiOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtN' +
  'WMwZjZmNWYyYTEwIiwidW5pcXVlX25hbWUiOiJraW0ubGFyc2VuQGpvZ2Nsb3VkLmNvbSIsInVwbiI6ImtpbS5sYXJzZW5Aam9nY2x' +
  'vdWQuY29tIiwidXRpIjoiYzJWNXI4THFrVWVYbjRiVDdtWmRBQSIsInZlciI6IjEuMCJ9.SysMdvNfsXTYiBtrSc5oYN8KyUL_vAQ8' +
  'vioWjTXHQMEOOddchfWvsDl7WQWfp4v2bsrxuLdCrK_dj-RIs0g3VHWopeyVbdjDQJMfG2Sk3CQ1pEL8h2xNneg2DXkEzaJKX-a7Pf' +
  'BScXpzxlge1zUWqYqqG_ZtQQBiUP7eLqbJiRpg0EXswVb-K9UGIhf6AyXT0rnrmrHMEpy0WapVbddtQtI_mo9CH1U3VkZWHXTg9xXx' +
  '9UJQfVB1mahA23n2Ofk6lglZXgxPK1Sd5oEht5n3Gbazd9liC2rrpe1beAuJEuylyQSaegdSpbw0bl3obBS-DZX9c7SCPBdXMW7PuQ' +
  'BrzQ';
