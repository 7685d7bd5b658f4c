import { expect, it } from 'vitest';
import {
  librariesNotFound,
  missingForWindows,
  missingLibrariesFailure,
} from '../../build/bootstrap/system-libraries.mjs';

it('reads the missing libraries from ldd, each once', () => {
  const output = `
	linux-vdso.so.1 (0x00007ffc3b9f2000)
	libnss3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0c5c000000)
	libnss3.so => not found`;
  expect(librariesNotFound(output)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
});

it('finds nothing missing for a program that runs here, except perhaps the virtual screen', () => {
  expect(missingForWindows(process.execPath).filter((name) => name !== 'Xvfb')).toEqual([]);
});

it('names what is missing and how to get it', () => {
  const failure = missingLibrariesFailure('/opt/electron', ['libnss3.so', 'Xvfb']);
  expect(failure.message).toContain('libnss3.so, Xvfb');
  expect(failure.advice).toMatch(/apt-get install -y .*xvfb.*libnss3|Install the packages of/);
});
