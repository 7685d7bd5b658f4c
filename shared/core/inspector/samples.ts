import { DEFAULT_INSPECT_OPTIONS, type InspectOptions } from './options.ts';

type SampleId = 'valid' | 'expired' | 'unsigned' | 'guest' | 'wrong-key';

/** A message to try the inspector on, with the keys and expectations that make its point. */
export interface InspectorSample<Id extends string = string> {
  readonly id: Id;
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly summary: string;
  readonly input: string;
  readonly options: InspectOptions;
}

/** The public half of the key that signed the samples; the private half was thrown away. */
const SIGNING_KEYS = JSON.stringify({
  keys: [
    {
      kty: 'RSA',
      use: 'sig',
      kid: '5E8a25-bGTAMvHDGlOredX_14K8',
      e: 'AQAB',
      n:
        '0FS7dxcIuH1xqhRGrETQfcp6EUh62Bs3YwIGaQ6BAQ7_fVo2cu7LDZap8E4ovWwpcZNvm3Yvc5jLOz2Rqf4MbitdvY' +
        'IM09Z3g9Dz1LEGDcb6w2pJAEREMLRvZRVn6UyBUKWND5Ey9cC0Gg2LneuX7W7J86fKPitgMu75iFWVmSk75r7JsZaS' +
        '3YpjGKoWZ0cHvaP9jUzuRu1Evq5qKMGKBg8TogTwKP_0FCItj6lVmsLVmWNi4Z2QsQFDBtxc0WqWWx1rCaF9Te1QeB' +
        'Wa9DAM39cJy4KXdgtZvgTMCY71GUmo209kWK3DMs-ulB_Tqbx4ARlDZGNfLOFhasMU3FvTHQ',
    },
  ],
});

const VALID =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6IjVFOGEyNS1iR1RBTXZIREdsT3JlZFhfMTRLOCJ9.eyJhdWQiOiI2ZDB' +
  'mMWM3ZS05YTQ0LTRhNTctOGIxYi0yZjNmMGI3YzllMjEiLCJpc3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20' +
  'vOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtNWMwZjZmNWYyYTEwL3YyLjAiLCJpYXQiOjE3OTUxNjUyMDAsIm5iZiI6MTc5NTE2NTI' +
  'wMCwiZXhwIjoxNzk1MTY5NzAwLCJhaW8iOiJBV1FBbS84WEFBQUFuVzRiNm1CMGRRMnNSa1YwYVQ1RiIsImF6cCI6IjBmNGM3ZDM' +
  '5LTUzYjEtNGE4ZS04ZjVkLTdiMWY1YTZjMmQ5MCIsImF6cGFjciI6IjAiLCJuYW1lIjoiS2ltIExhcnNlbiIsIm9pZCI6IjNmMGM' +
  'yYjFhLTZkNWUtNGM3Yi04YTkwLTFlMmQzYzRiNWE2OSIsInByZWZlcnJlZF91c2VybmFtZSI6ImtpbS5sYXJzZW5Aam9nY2xvdWQ' +
  'uY29tIiwicmgiOiIxLkFYa0FMbW9kaTFJOGVrLWNRVndQYjE4cUVINGNEMjFFcWxkYml4cy4iLCJzY3AiOiJPcmRlcnMuUmVhZCI' +
  'sInNpZCI6IjAwMTJkNGY3LTlhMWItNGMzZC04ZTVmLTYwNzE4MjkzMGE0YiIsInN1YiI6ImtUMG8wbVhuM3BRZUpyN3k1VzJiWjh' +
  '2RjR1TDZzQTFkRzloQyIsInRpZCI6IjhiMWQ2YTJlLTNjNTItNGY3YS05YzQxLTVjMGY2ZjVmMmExMCIsInV0aSI6InBKM3h3MGJ' +
  'Ia1VpVlFtSHFrMllDQUEiLCJ2ZXIiOiIyLjAiLCJncm91cHMiOlsiYjdkM2Y2YTQtMmMxZS00ZDU5LTlmMDgtNmE3YjhjOWQwZTF' +
  'mIl19.i-Ff7KTzF0JR88Me1_63tom9n4OSOLCsYV3-UyiEARrWqrbxRNXFnFkvoQLfsVf1-1LxKEJ28exqonilDANBms7Zh6hDl9' +
  'kOmkbnpzMES4ZEAM1588Cx42oZdJ_nmuuuUP0H6MWi_5-xWPlYrJGj99XWQrYTbRdVuIl0KOv6Hh1WAp7x6lIxPPEC32_m7RDBoB' +
  'SWdx9mCr7I_K6Xret6aXd24eiokHzD6QC9xdBum1NJUytLyn6ZMoycQtB59rf5ZmBJuAXuMnQ4kXLIdV275Xi7vwZl0bVP8jcRup' +
  'GZhSOLfrWiPKBCN9OMNuMSlVzL7bWCpK-1dX1cNFaWYmEp_Q';

const EXPIRED =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6IjVFOGEyNS1iR1RBTXZIREdsT3JlZFhfMTRLOCJ9.eyJhdWQiOiI2ZDB' +
  'mMWM3ZS05YTQ0LTRhNTctOGIxYi0yZjNmMGI3YzllMjEiLCJpc3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20' +
  'vOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtNWMwZjZmNWYyYTEwL3YyLjAiLCJpYXQiOjE3OTUwNzUyMDAsIm5iZiI6MTc5NTA3NTI' +
  'wMCwiZXhwIjoxNzk1MDc5NzAwLCJhaW8iOiJBV1FBbS84WEFBQUFuVzRiNm1CMGRRMnNSa1YwYVQ1RiIsImF6cCI6IjBmNGM3ZDM' +
  '5LTUzYjEtNGE4ZS04ZjVkLTdiMWY1YTZjMmQ5MCIsImF6cGFjciI6IjAiLCJuYW1lIjoiS2ltIExhcnNlbiIsIm9pZCI6IjNmMGM' +
  'yYjFhLTZkNWUtNGM3Yi04YTkwLTFlMmQzYzRiNWE2OSIsInByZWZlcnJlZF91c2VybmFtZSI6ImtpbS5sYXJzZW5Aam9nY2xvdWQ' +
  'uY29tIiwicmgiOiIxLkFYa0FMbW9kaTFJOGVrLWNRVndQYjE4cUVINGNEMjFFcWxkYml4cy4iLCJzY3AiOiJPcmRlcnMuUmVhZCI' +
  'sInNpZCI6IjAwMTJkNGY3LTlhMWItNGMzZC04ZTVmLTYwNzE4MjkzMGE0YiIsInN1YiI6ImtUMG8wbVhuM3BRZUpyN3k1VzJiWjh' +
  '2RjR1TDZzQTFkRzloQyIsInRpZCI6IjhiMWQ2YTJlLTNjNTItNGY3YS05YzQxLTVjMGY2ZjVmMmExMCIsInV0aSI6InI1VjlhSzF' +
  'zWUVPWmJKd1RuM01EQUEiLCJ2ZXIiOiIyLjAiLCJncm91cHMiOlsiYjdkM2Y2YTQtMmMxZS00ZDU5LTlmMDgtNmE3YjhjOWQwZTF' +
  'mIl19.caEgx8XT08Q8NITTFkown8AN_pOo1c8Z1gNRJBRMjiHb5_rmuQzgDBBJkEOLMT2osTKV4K3oe7Dkq--e3JApfcfzur3diq' +
  'JWVrRa7YeyzLSBH_q1a7wj7lIhPpNGuOFlfRsd2mrg8oPxRKSkLt6FetxSRGhEpz-bCagM1m1D9dy0OFWUFGfmFQ7GMsHdZO-jwh' +
  '6em-gRhGLb7FYdKNji7Sec67Yvb_JsZVevlIobtAKVV959CcDpU3PAbGUHbV6mnUbKnFwlQ8GKS9LSq7q30vxJXg8HV0TTIL2ES8' +
  'ReBvnuXPSXawJGLqQumvjukPHMOZ2foXl_R_X58DP5M_nvww';

const UNSIGNED =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJub25lIn0.eyJhdWQiOiI2ZDBmMWM3ZS05YTQ0LTRhNTctOGIxYi0yZjNmMGI3YzllMjEiLCJp' +
  'c3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20vOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtNWMwZjZmNWYyYTEw' +
  'L3YyLjAiLCJpYXQiOjE3OTUxNjUyMDAsIm5iZiI6MTc5NTE2NTIwMCwiZXhwIjoxNzk1MTY5NzAwLCJhaW8iOiJBV1FBbS84WEFB' +
  'QUFuVzRiNm1CMGRRMnNSa1YwYVQ1RiIsImF6cCI6IjBmNGM3ZDM5LTUzYjEtNGE4ZS04ZjVkLTdiMWY1YTZjMmQ5MCIsImF6cGFj' +
  'ciI6IjAiLCJuYW1lIjoiQWRtaW5pc3RyYXRvciIsIm9pZCI6IjNmMGMyYjFhLTZkNWUtNGM3Yi04YTkwLTFlMmQzYzRiNWE2OSIs' +
  'InByZWZlcnJlZF91c2VybmFtZSI6ImtpbS5sYXJzZW5Aam9nY2xvdWQuY29tIiwicmgiOiIxLkFYa0FMbW9kaTFJOGVrLWNRVndQ' +
  'YjE4cUVINGNEMjFFcWxkYml4cy4iLCJzY3AiOiJPcmRlcnMuUmVhZCIsInNpZCI6IjAwMTJkNGY3LTlhMWItNGMzZC04ZTVmLTYw' +
  'NzE4MjkzMGE0YiIsInN1YiI6ImtUMG8wbVhuM3BRZUpyN3k1VzJiWjh2RjR1TDZzQTFkRzloQyIsInRpZCI6IjhiMWQ2YTJlLTNj' +
  'NTItNGY3YS05YzQxLTVjMGY2ZjVmMmExMCIsInV0aSI6InBKM3h3MGJIa1VpVlFtSHFrMllDQUEiLCJ2ZXIiOiIyLjAiLCJncm91' +
  'cHMiOlsiYjdkM2Y2YTQtMmMxZS00ZDU5LTlmMDgtNmE3YjhjOWQwZTFmIl0sInJvbGVzIjpbIk9yZGVycy5BZG1pbiJdfQ.';

const GUEST =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6IjVFOGEyNS1iR1RBTXZIREdsT3JlZFhfMTRLOCJ9.eyJhdWQiOiI2ZDB' +
  'mMWM3ZS05YTQ0LTRhNTctOGIxYi0yZjNmMGI3YzllMjEiLCJpc3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20' +
  'vOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtNWMwZjZmNWYyYTEwL3YyLjAiLCJpYXQiOjE3OTUxNjUyMDAsIm5iZiI6MTc5NTE2NTI' +
  'wMCwiZXhwIjoxNzk1MTY5NzAwLCJhaW8iOiJBV1FBbS84WEFBQUFuVzRiNm1CMGRRMnNSa1YwYVQ1RiIsImF6cCI6IjBmNGM3ZDM' +
  '5LTUzYjEtNGE4ZS04ZjVkLTdiMWY1YTZjMmQ5MCIsImF6cGFjciI6IjAiLCJuYW1lIjoiUm9iaW4gV2ViZXIiLCJvaWQiOiI5ZDJ' +
  'jN2I2MC0xZTRmLTRhODMtYjVkNi03YzhmOTBhMWIyYzMiLCJyaCI6IjEuQVhrQUxtb2RpMUk4ZWstY1FWd1BiMThxRUg0Y0QyMUV' +
  'xbGRiaXhzLiIsInNjcCI6Ik9yZGVycy5SZWFkIiwic2lkIjoiMDAxMmQ0ZjctOWExYi00YzNkLThlNWYtNjA3MTgyOTMwYTRiIiw' +
  'ic3ViIjoiWnE4dk4ydFI2eUgxbUI1Y0s5cFgzd0Q3c0Ywakc0bEEiLCJ0aWQiOiI4YjFkNmEyZS0zYzUyLTRmN2EtOWM0MS01YzB' +
  'mNmY1ZjJhMTAiLCJ1dGkiOiJwSjN4dzBiSGtVaVZRbUhxazJZQ0FBIiwidmVyIjoiMi4wIiwiZ3JvdXBzIjpbImI3ZDNmNmE0LTJ' +
  'jMWUtNGQ1OS05ZjA4LTZhN2I4YzlkMGUxZiJdLCJhY2N0IjoxLCJpZHAiOiJodHRwczovL3N0cy53aW5kb3dzLm5ldC81YTllMWM' +
  '3MC03ZjNiLTRkMmUtOGM2MS05YjBkNGUzZjJhMTEvIiwiZW1haWwiOiJyb2Jpbi53ZWJlckBwYXJ0bmVyLmV4YW1wbGUiLCJwcmV' +
  'mZXJyZWRfdXNlcm5hbWUiOiJyb2Jpbi53ZWJlckBwYXJ0bmVyLmV4YW1wbGUifQ.ECOVvEbZpg-8Enz3m4o28fgEYOWQ6DqVMCBB' +
  'jq8Hm1FOdDRqstOgdXn8noKgVZ01DrccMA8palMqziAAw7rRC1V09ZFVzAMWNmd5jr4x30cAaAd3WOSY8ds96f5iI4IXh2raWqti' +
  'PsZpayHPy2X6HZsy8gnGfzrBs_MQhSXKThe6EANj-dTHx1BEKqMPguSE0Dsjt-AdiyebVq53loBNRvpj8Hq8pKCR7M72GkDfHxtV' +
  'iNHy4zMKw5XSY3c-Id7FEYZ_VO_dbrPwcmjer0sSHz2CeYeUHkUj32LqzNPrvPguW3O4EH4ZL1TVE3iJYMngzt-3Sm0pevu1zqDD' +
  'lrvDig';

const WRONG_KEY =
  'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6IjVFOGEyNS1iR1RBTXZIREdsT3JlZFhfMTRLOCJ9.eyJhdWQiOiI2ZDB' +
  'mMWM3ZS05YTQ0LTRhNTctOGIxYi0yZjNmMGI3YzllMjEiLCJpc3MiOiJodHRwczovL2xvZ2luLm1pY3Jvc29mdG9ubGluZS5jb20' +
  'vOGIxZDZhMmUtM2M1Mi00ZjdhLTljNDEtNWMwZjZmNWYyYTEwL3YyLjAiLCJpYXQiOjE3OTUxNjUyMDAsIm5iZiI6MTc5NTE2NTI' +
  'wMCwiZXhwIjoxNzk1MTY5NzAwLCJhaW8iOiJBV1FBbS84WEFBQUFuVzRiNm1CMGRRMnNSa1YwYVQ1RiIsImF6cCI6IjBmNGM3ZDM' +
  '5LTUzYjEtNGE4ZS04ZjVkLTdiMWY1YTZjMmQ5MCIsImF6cGFjciI6IjAiLCJuYW1lIjoiS2ltIExhcnNlbiIsIm9pZCI6IjNmMGM' +
  'yYjFhLTZkNWUtNGM3Yi04YTkwLTFlMmQzYzRiNWE2OSIsInByZWZlcnJlZF91c2VybmFtZSI6ImtpbS5sYXJzZW5Aam9nY2xvdWQ' +
  'uY29tIiwicmgiOiIxLkFYa0FMbW9kaTFJOGVrLWNRVndQYjE4cUVINGNEMjFFcWxkYml4cy4iLCJzY3AiOiJPcmRlcnMuUmVhZCI' +
  'sInNpZCI6IjAwMTJkNGY3LTlhMWItNGMzZC04ZTVmLTYwNzE4MjkzMGE0YiIsInN1YiI6ImtUMG8wbVhuM3BRZUpyN3k1VzJiWjh' +
  '2RjR1TDZzQTFkRzloQyIsInRpZCI6IjhiMWQ2YTJlLTNjNTItNGY3YS05YzQxLTVjMGY2ZjVmMmExMCIsInV0aSI6IngyTDdkUTR' +
  '2VDBhUmNXbjhoUEJFQUEiLCJ2ZXIiOiIyLjAiLCJncm91cHMiOlsiYjdkM2Y2YTQtMmMxZS00ZDU5LTlmMDgtNmE3YjhjOWQwZTF' +
  'mIl19.DfhmxPCe47WwJmfDuyBEpcSc0SSQPYK9agqSZsvLIO6A-ezc8zGRz5lturp344zFOGchJ15Zaao73kqQCS6k48Ouo9zCZO' +
  'aDCdXhJ9TKDIvoFJzRFce1qnaLTBiByzN7tAbSYqKWPQQigGCG3wtMkQak6Vcdtt4rHtMKIxryMnZUphzm6V-dUPD_Nox3mPkOTG' +
  '1XGpK_FpmFtVgzNb6F7-nEcyw9DPHMT4DMbZSxevSzcWEkuVMwa5KM8wcD85XcrCn9KTb3TOV-aBKv__PKCM_F-nP_RoEKUvAlUP' +
  'LkP_SZCG7v8Sb0T1NeRg90o9YM3JdTsVGi6wKNktpnmqsuMw';

/** Judged as of a moment when the valid one was valid, so that the samples never age. */
const OPTIONS: InspectOptions = {
  ...DEFAULT_INSPECT_OPTIONS,
  trust: [{ kind: 'any', text: SIGNING_KEYS, name: 'Signing keys of the tenant (sample)' }],
  profile: 'entra',
  expect: {
    audience: '6d0f1c7e-9a44-4a57-8b1b-2f3f0b7c9e21',
    issuer: 'https://login.microsoftonline.com/8b1d6a2e-3c52-4f7a-9c41-5c0f6f5f2a10/v2.0',
  },
  at: Date.UTC(2026, 10, 20, 9, 30),
};

/** What the window and `fedbench samples` offer to try. */
export const INSPECTOR_SAMPLES: readonly InspectorSample<SampleId>[] = [
  {
    id: 'valid',
    title: 'Valid user token',
    summary: 'An Entra v2 access token with the tenant’s keys: every check passes.',
    input: VALID,
    options: OPTIONS,
  },
  {
    id: 'expired',
    title: 'Expired token',
    summary: 'The same user a day later: the signature holds, the time is over.',
    input: EXPIRED,
    options: OPTIONS,
  },
  {
    id: 'unsigned',
    title: 'Unsigned token (alg none)',
    summary: 'Anybody can write this: a library that follows the header would let it in.',
    input: UNSIGNED,
    options: OPTIONS,
  },
  {
    id: 'guest',
    title: 'Guest of another tenant',
    summary: 'A B2B guest: which claims tell, and which must not be used to authorize.',
    input: GUEST,
    options: OPTIONS,
  },
  {
    id: 'wrong-key',
    title: 'Signed by another key',
    summary: 'It names the tenant’s key, but a different one signed it.',
    input: WRONG_KEY,
    options: OPTIONS,
  },
];
