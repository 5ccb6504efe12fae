import type { ObjectSchema } from '../../metadata/index.ts';
import { content, findComponent, nodes, texts, type PageMetadata } from '../metadata-source.ts';
import type { PageAction } from './page-action.ts';
import { quickAction, type ActionContext } from './quick-action.ts';
import { webLink } from './web-link.ts';

export interface ListActions {
  /** False where the object's list buttons leave New out. */
  readonly hasNew: boolean;
  readonly actions: readonly PageAction[];
}

/**
 * What the header of an object's lists offers beside New: the custom buttons of its list button layout, and the quick actions that
 * create or update for many records at once.
 */
export function listActions(context: ActionContext, object: ObjectSchema): ListActions {
  const { excluded, buttons, massActions } = listLayout(context.metadata, object);
  const mass = massActions.flatMap((name) => {
    const action = quickAction(context, object, name);
    // The platform offers forms for many records, and nothing else.
    return action?.kind === 'form' ? [action] : [];
  });
  return {
    hasNew: !excluded.some((name) => name === 'New'),
    actions: [...mass, ...buttons.flatMap((name) => webLink(context.metadata, object, name) ?? [])]
  };
}

function listLayout(
  metadata: PageMetadata,
  object: ObjectSchema
): { excluded: string[]; buttons: string[]; massActions: string[] } {
  const component = findComponent(metadata, 'CustomObject', object.name);
  const [layouts] = component ? nodes(content(component).searchLayouts) : [];
  return {
    excluded: texts(layouts?.excludedStandardButtons),
    buttons: texts(layouts?.listViewButtons),
    massActions: texts(layouts?.massQuickActions)
  };
}
