/**
 * The Electron majors that get security fixes: the latest stable three
 * (https://www.electronjs.org/docs/latest/tutorial/electron-timelines), as of the day they were looked up.
 * Renew both when the pinned Electron is raised.
 */
export const supportedElectron = { asOf: '2026-11-23', majors: [43, 44, 45] } as const;
