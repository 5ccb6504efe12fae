/** Made by the build: the project's components, each loaded when it is first shown. */
import type { LightningElement } from 'lwc';

export const components: Readonly<Record<string, () => Promise<{ default: new () => LightningElement }>>>;
