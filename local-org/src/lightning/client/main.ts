import '@lwc/synthetic-shadow';
import { createElement } from 'lwc';
import ShellApp from 'shell/app';

document.getElementById('app')?.replaceChildren(createElement('shell-app', { is: ShellApp }));
