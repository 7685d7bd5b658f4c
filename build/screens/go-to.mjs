// @ts-check

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @param {string} id */
export async function goTo(page, id) {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#/${id}`);
  await page.locator(`.wb-nav a[aria-current="page"][href="#/${id}"]`).waitFor();
}

/** @param {Page} page @param {RegExp} name */
export const openTab = (page, name) => page.getByRole('tab', { name }).click();
