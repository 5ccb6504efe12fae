import type { ObjectSchema } from '../../metadata/index.ts';
import { nodes, textOf, texts } from '../metadata-source.ts';
import type { FlexiComponent } from '../page/flexipage.ts';
import { layoutContent } from '../page/layout.ts';
import type { PageAction } from './page-action.ts';
import { quickAction, type ActionContext } from './quick-action.ts';
import { webLink } from './web-link.ts';

const STANDARD = ['Edit', 'Delete'];

/**
 * What the user may do with a record, in order: the actions that the page's highlights panel names, else the layout's list for
 * Lightning, else the standard buttons with the layout's own buttons and quick actions.
 */
export function recordActions(
  context: ActionContext,
  object: ObjectSchema,
  panel: FlexiComponent | undefined
): PageAction[] {
  const ofPage = panelActions(panel);
  const layout = layoutContent(context.metadata, object);
  const list = nodes(layout.platformActionList).find(({ actionListContext }) => textOf(actionListContext) === 'Record');
  const excluded = new Set(texts(layout.excludeButtons));
  const ofList = nodes(list?.platformActionListItems)
    .sort((left, right) => Number(textOf(left.sortOrder) ?? 0) - Number(textOf(right.sortOrder) ?? 0))
    .map((item) => {
      const name = textOf(item.actionName) ?? '';
      return textOf(item.actionType) === 'CustomButton' ? `CustomButton.${name}` : name;
    });
  const ofLayout = [
    ...STANDARD.slice(0, 1),
    ...nodes(layout.quickActionList).flatMap(({ quickActionListItems }) =>
      nodes(quickActionListItems).map(({ quickActionName }) => textOf(quickActionName) ?? '')
    ),
    ...texts(layout.customButtons).map((name) => `CustomButton.${name}`),
    ...STANDARD.slice(1)
  ];
  const names = ofPage ?? (list ? ofList : ofLayout);
  const isOfLayout = ofPage === undefined && list === undefined;
  const seen = new Set<string>();
  return names
    .filter((name) => !(excluded.has(name) && isOfLayout) && !seen.has(name) && seen.add(name))
    .flatMap((name) => actionNamed(context, object, name) ?? []);
}

/** Actions that the page itself lists (dynamic actions); undefined where it leaves them to the layout. */
function panelActions(panel: FlexiComponent | undefined): readonly string[] | undefined {
  const { actionNames, enableActionsConfiguration } = panel?.properties ?? {};
  const isOwn =
    enableActionsConfiguration === 'true' || (enableActionsConfiguration === undefined && actionNames !== undefined);
  if (!isOwn || actionNames === undefined) return undefined;
  return typeof actionNames === 'string' ? [actionNames] : actionNames;
}

function actionNamed(context: ActionContext, object: ObjectSchema, name: string): PageAction | undefined {
  const rights = context.rights(object.name);
  if (name === 'Edit') return rights.edit ? { name, label: 'Edit', kind: 'edit' } : undefined;
  if (name === 'Delete') return rights.delete ? { name, label: 'Delete', kind: 'delete' } : undefined;
  const [kind, ...rest] = name.split('.');
  if (kind === 'CustomButton') return webLink(context.metadata, object, rest.join('.'));
  return quickAction(context, object, name);
}
