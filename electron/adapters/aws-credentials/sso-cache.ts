import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A token as all AWS tools keep it (facts on the AWS CLI's sign-in). */
export interface CachedSsoToken {
  readonly startUrl: string;
  readonly region: string;
  readonly accessToken: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Epoch milliseconds. */
  readonly registrationExpiresAt?: number;
  readonly refreshToken?: string;
}

/** The folder that the AWS CLI, the SDKs and this product share: a sign-in by one serves all. */
export class SsoCache {
  readonly #folder: string;

  /** @param home the user's home folder */
  constructor(home: string) {
    this.#folder = join(home, '.aws', 'sso', 'cache');
  }

  /** @param key the name of the sso-session, or the start URL of a profile of the older form */
  pathOf(key: string): string {
    return join(this.#folder, `${createHash('sha1').update(key).digest('hex')}.json`);
  }

  /** @returns undefined where there is none, or none that can be read */
  async read(key: string): Promise<CachedSsoToken | undefined> {
    let kept: Record<string, unknown>;
    try {
      kept = JSON.parse(await readFile(this.pathOf(key), 'utf8')) as Record<string, unknown>;
    } catch {
      return undefined;
    }
    const text = (name: string): string | undefined => {
      const value = kept[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const [startUrl, region, accessToken] = [text('startUrl'), text('region'), text('accessToken')];
    // botocore once wrote `UTC` for the zone.
    const expiresAt = Date.parse((text('expiresAt') ?? '').replace(/UTC$/, 'Z'));
    if (accessToken === undefined || Number.isNaN(expiresAt)) return undefined;
    const registration = Date.parse(text('registrationExpiresAt') ?? '');
    const [clientId, clientSecret, refreshToken] = [
      text('clientId'),
      text('clientSecret'),
      text('refreshToken'),
    ];
    return {
      startUrl: startUrl ?? '',
      region: region ?? '',
      accessToken,
      expiresAt,
      ...(clientId === undefined ? {} : { clientId }),
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(Number.isNaN(registration) ? {} : { registrationExpiresAt: registration }),
      ...(refreshToken === undefined ? {} : { refreshToken }),
    };
  }

  /** Writes it whole or not at all, readable by this account only. */
  async write(key: string, token: CachedSsoToken): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${randomUUID()}.tmp`;
    const { expiresAt, registrationExpiresAt, ...rest } = token;
    const text = JSON.stringify({
      ...rest,
      expiresAt: seconds(expiresAt),
      ...(registrationExpiresAt === undefined
        ? {}
        : { registrationExpiresAt: seconds(registrationExpiresAt) }),
    });
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, path);
    } catch (thrown) {
      await rm(unfinished, { force: true });
      throw thrown;
    }
  }

  async forget(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }
}

/** Without milliseconds, as the AWS CLI writes it and older botocore must read it. */
function seconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');
}
