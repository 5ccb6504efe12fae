import '@lwc/synthetic-shadow';
import { loadPage, pageKind } from '@local-org/pages';
import { currentReference } from '@local-org/router';
import { nextTurn } from '@local-org/turns';

// What the address asks for is fetched beside the frame. The browser has its turn between the steps, so that none holds it up for long.
const kind = pageKind(currentReference());
if (kind) loadPage(kind).catch(() => undefined);
const { createElement } = await import('lwc');
const { default: ShellApp } = await import('shell/app');
await nextTurn();
document.getElementById('app')?.replaceChildren(createElement('shell-app', { is: ShellApp }));
