import { expect, it } from 'vitest';
import yauzl from 'yauzl';
import { xlsxOf } from '../../../electron/adapters/spreadsheet/xlsx.ts';

function entriesOf(bytes: Uint8Array): Promise<Map<string, string>> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (error, zip) => {
      if (error !== null) return reject(error);
      const found = new Map<string, string>();
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed !== null) return reject(failed);
          let text = '';
          for await (const chunk of stream) text += String(chunk);
          found.set(entry.fileName, text);
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(found));
      zip.readEntry();
    });
  });
}

it('writes a workbook whose cells are text', async () => {
  const bytes = await xlsxOf('Access', ['id', 'name'], [{ id: '012345678901', name: '=1+1 <&> \u0007é' }]);
  const entries = await entriesOf(bytes);
  const strings = [...entries.entries()]
    .filter(([name]) => /sharedStrings|sheet1/.test(name))
    .map(([, text]) => text)
    .join();
  expect(strings).toContain('012345678901');
  expect(strings).toContain('=1+1 &lt;&amp;&gt; é');
  expect(strings).not.toMatch(/<f>/);
});
