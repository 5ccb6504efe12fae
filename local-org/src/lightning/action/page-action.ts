/** An input of an action's form, in the order of its layout. */
export interface ActionField {
  readonly name: string;
  readonly isRequired: boolean;
  readonly isReadOnly: boolean;
}

/** The form of a quick action that creates or updates a record. */
export interface ActionForm {
  readonly mode: 'create' | 'update';
  readonly objectName: string;
  /** Lookup of the new record that takes the record the action is run on. */
  readonly parentField?: string;
  readonly fields: readonly ActionField[];
  /** Values that the action sets, shown or not. */
  readonly values: Readonly<Record<string, string | number | boolean>>;
  readonly successMessage?: string;
  /** What the form does not do, in words. */
  readonly notices: readonly string[];
}

/** Something that a user may do with a record or with records of a list. */
export type PageAction = { readonly name: string; readonly label: string } & (
  | { readonly kind: 'edit' | 'delete' }
  | { readonly kind: 'form'; readonly form: ActionForm }
  | { readonly kind: 'screen' | 'headless'; readonly component: string }
  | { readonly kind: 'url'; readonly url: string; readonly isNewWindow: boolean; readonly needsRows: boolean }
  | { readonly kind: 'unsupported'; readonly reason: string }
);
