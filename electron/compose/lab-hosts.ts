/** Which real host names a Lab plays. */
export { routeOfHost } from '../lab/platform/hosts.ts';
