import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { accessContract } from '../../../shared/contract/access-window.ts';
import { SMALL } from '../../core/access/small-organization.ts';
import { JoinedAccess } from './joined-access.ts';

let joined: JoinedAccess;
afterEach(() => joined.remove());

it('makes a desired state of a file that the person picks, before anything was read', async () => {
  joined = new JoinedAccess(SMALL);
  const bring = () => joined.handlers['access.importFrom']({}, joined.context());
  expect(await bring()).toEqual({});
  joined.toImport = join(joined.folder, 'list.csv');
  writeFileSync(joined.toImport, 'permissionSet,accountName,group\nReader,shop-dev,Developers\n');
  expect(accessContract['access.importFrom'].output.parse(await bring())).toMatchObject({
    made: { format: 'csv', assignments: 1, warnings: [], path: joined.toImport },
  });
  writeFileSync(joined.toImport, 'permissionSet,accountName,group\n,shop-dev,Developers\n');
  await expect(bring()).rejects.toMatchObject({ code: 'ERR_ACCESS_TABLE' });
});
