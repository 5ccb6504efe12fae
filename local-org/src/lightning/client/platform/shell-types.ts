/** Shapes of the `/lightning/api/…` answers and of the page's own session, as the shell's components use them. */
import type { VisibilityRule } from './visibility.ts';

export interface FieldDescription {
  name: string;
  path: string;
  label: string;
  type: string;
  scale: number;
  helpText?: string;
  namePath?: string;
  referenceTo?: string;
  required: boolean;
  editable: boolean;
  visibility?: VisibilityRule;
  picklist?: Readonly<Record<string, string>>;
  timePath?: string;
}

export interface DetailSection {
  label: string;
  columns: FieldDescription[][];
}

export interface RelatedList {
  id: string;
  label: string;
  icon: string;
  objectName: string;
  objectLabel: string;
  parentField: string;
  nameField: string;
  columns: FieldDescription[];
  paths: string[];
  orderBy: string;
  rows?: number;
  cardColumns: number;
}

/** An object that is searched, and what its hits show. */
export interface SearchedObject {
  objectName: string;
  label: string;
  labelPlural: string;
  icon: string;
  nameField: string;
  columns: FieldDescription[];
  secondary: FieldDescription[];
  paths: string[];
}

/** One input of a form. */
export interface FormFieldDescription extends FieldDescription {
  initial?: string | number | boolean;
}

export interface FormSectionDescription {
  label: string;
  columns: FormFieldDescription[][];
}

export interface PageTab {
  id: string;
  label: string;
  active: boolean;
  visibility?: VisibilityRule;
  components: PageComponent[];
}

export interface PageComponent {
  id: string;
  kind: string;
  visibility?: VisibilityRule;
  fields?: FieldDescription[];
  sections?: DetailSection[];
  lists?: RelatedList[];
  list?: RelatedList;
  tabs?: PageTab[];
  html?: string;
  name?: string;
  reason?: string;
  properties?: Record<string, unknown>;
  components?: PageComponent[];
  listView?: ListViewCard;
  recentItems?: RecentItemsCard;
  reportName?: string;
  label?: string;
}

export interface ListViewCard {
  objectName: string;
  filterName: string;
  rows: number;
  label?: string;
}

export interface RecentItemsCard {
  label: string;
  objectNames: string[];
  rows: number;
}

export interface ActionForm {
  mode: 'create' | 'update';
  objectName: string;
  parentField?: string;
  fields: { name: string; isRequired: boolean; isReadOnly: boolean }[];
  values: Record<string, string | number | boolean>;
  successMessage?: string;
  notices: string[];
}

/** Something that a user may do with a record or with records of a list. */
export interface PageAction {
  name: string;
  label: string;
  kind: string;
  form?: ActionForm;
  component?: string;
  url?: string;
  isNewWindow?: boolean;
  needsRows?: boolean;
  reason?: string;
}

export interface PageRegion {
  name: string;
  components: PageComponent[];
}

export interface PageObject {
  name: string;
  label: string;
  labelPlural: string;
  icon: string;
  nameField: string;
  editable: boolean;
  deletable: boolean;
}

export interface PageDescription {
  name: string;
  label: string;
  template: string;
  icon?: string;
  object?: PageObject;
  regions: PageRegion[];
  actions?: PageAction[];
  paths: string[];
}

export interface ListDescription {
  object: { name: string; label: string; labelPlural: string; icon: string; createable: boolean };
  views: { name: string; label: string }[];
  view: { name: string; label: string };
  columns: FieldDescription[];
  nameField: string;
  soql: string;
  countSoql: string;
  returning: string;
  sort: { path: string; descending: boolean };
  pageSize: number;
  notices: string[];
  actions: PageAction[];
}

export interface NavigationItem {
  name: string;
  label: string;
  icon: string;
  target?: string;
  objectName?: string;
}

export interface AppDescription {
  name: string;
  label: string;
  description: string;
  headerColor: string;
  items: NavigationItem[];
}

/** What the record page hands to the components on it. */
export interface RecordContext {
  recordId?: string;
  object?: PageObject;
  row?: Record<string, unknown>;
  actions?: PageAction[];
}
