import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../../../electron/lab/lab.ts';
import { awsEnvironment, isInstalled, type Ran, run } from './installed.ts';

const MIRRORS = [
  process.env.FEDBENCH_TERRAFORM_PLUGINS,
  process.env.TF_PLUGIN_CACHE_DIR,
  join(homedir(), '.terraform.d', 'plugins'),
  '/usr/local/share/terraform/plugins',
  '/usr/share/terraform/plugins',
];
const mirror = MIRRORS.find(
  (folder) => folder !== undefined && existsSync(join(folder, 'registry.terraform.io', 'hashicorp', 'aws')),
);
const ownConfig = process.env.TF_CLI_CONFIG_FILE;
const hasConfig = ownConfig !== undefined && existsSync(ownConfig);

/** False where Terraform or hashicorp/aws is not on this machine; nothing is downloaded. */
export const canRunTerraform = (mirror !== undefined || hasConfig) && isInstalled('terraform', 'version');

/** @returns what runs Terraform in a folder, against a Lab */
export async function terraformIn(
  folder: string,
  lab: Lab,
): Promise<(...parameters: readonly string[]) => Promise<Ran>> {
  const config = join(folder, 'mirror.tfrc');
  if (!hasConfig)
    await writeFile(
      config,
      `provider_installation {\n  filesystem_mirror { path = ${JSON.stringify(mirror)} }\n}\n`,
    );
  return (...parameters) =>
    run('terraform', [...parameters, '-no-color'], {
      cwd: folder,
      env: {
        ...awsEnvironment(lab),
        TF_CLI_CONFIG_FILE: hasConfig ? ownConfig : config,
        CHECKPOINT_DISABLE: '1',
        TF_IN_AUTOMATION: '1',
      },
    });
}
