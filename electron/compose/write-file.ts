export { writeWholeFile } from '../adapters/files/write-file.ts';
