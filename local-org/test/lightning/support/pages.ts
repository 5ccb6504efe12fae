import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { fixtureMetadata, GADGET_ID, signedIn } from './fake-org.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const prefix = fixtureMetadata().schema.object('Gadget__c')?.keyPrefix ?? '';

export const recordPath = `/lightning/r/Gadget__c/${prefix}${GADGET_ID.slice(3)}/view`;

/** Opens a page as the administrator in a context of its own; close it with `page.context().close()`. */
export async function openPage(browser: Browser, url: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  await context.addCookies([signedIn(url)]);
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

/** What axe has against the page, by rule. */
export async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  const tags = ['wcag2a', 'wcag2aa', 'best-practice'];
  const disabled = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
  // As text: these expressions run in the page, whose types the tests do not have.
  return page.evaluate<string[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)}, rules: ${JSON.stringify(disabled)} })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | ')))`
  );
}

/** Tag and text of the focused element, below the shell's own hosts. */
export function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(() => {
      let element = document.activeElement;
      while (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
      return element ? element.tagName.toLowerCase() + ' ' + (element.getAttribute('aria-label') || element.title || element.placeholder || element.name || element.textContent || '').trim() : '';
    })()`
  );
}
