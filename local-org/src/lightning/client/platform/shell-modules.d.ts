/** Components of the page shell, where they are loaded when they are wanted. */
declare module 'shell/*' {
  import type { LightningElement } from 'lwc';

  const component: new () => LightningElement;
  export default component;
}
