import { expect, it } from 'vitest';
import { jobInput } from '../../electron/preload/dropped-path.ts';

const FILE = new File(['x'], 'capture.har');

it('gives the path of the file, over whatever the page wrote', () => {
  const input = { options: {}, droppedPath: '/etc/passwd' };
  expect(jobInput('inspector.inspectFile', input, FILE, () => '/home/someone/capture.har')).toEqual({
    options: {},
    droppedPath: '/home/someone/capture.har',
  });
});

it.each([[undefined], ['/etc/passwd'], [{ path: '/etc/passwd' }], [null]])('gives none for %j', (file) => {
  const refuse = (): string => {
    throw new TypeError('not a file');
  };
  expect(jobInput('inspector.inspectFile', { droppedPath: '/etc/passwd' }, file, refuse)).toEqual({
    droppedPath: '',
  });
  expect(jobInput('inspector.inspectFile', '/etc/passwd', file, refuse)).toEqual({ droppedPath: '' });
});

it('leaves the input of any other job alone', () => {
  const input = { droppedPath: 'as it is' };
  expect(jobInput('inspector.inspect', input, FILE, () => '/home/someone/capture.har')).toBe(input);
});
