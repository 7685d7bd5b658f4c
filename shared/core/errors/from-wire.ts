import { type WireError, WorkbenchError } from './workbench-error.ts';

/** @returns the error that crossed a process border, to be thrown on this side */
export function fromWireError({ code, where, details, message, hint }: WireError): WorkbenchError {
  return new WorkbenchError(code, where, details, { message, ...(hint === undefined ? {} : { hint }) });
}
