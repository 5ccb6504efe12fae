import { platformClass, type PlatformClass, type Engine } from '../../../engine/index.ts';
import { ApexList, PlatformObject } from '../../../values/index.ts';
import { required } from '../support.ts';
import { DomNode, parseDom } from './dom-node.ts';
import type { XmlAttribute } from './xml-reader.ts';
import { XmlSyntaxError } from './xml-reader.ts';

/** An instance of `Dom.Document`. */
export class DomDocument extends PlatformObject {
  readonly $type = 'dom.document';
  root: DomNode | null = null;
}

function nodeList(rt: Engine, nodes: DomNode[]): ApexList {
  return new ApexList(rt.type('system.list<dom.xmlnode>'), nodes);
}

function attributeAt(rt: Engine, node: DomNode, index: number): XmlAttribute {
  return node.attributes[index] ?? rt.fail('System.ListException', `List index out of bounds: ${index}`);
}

function setAttribute(node: DomNode, name: string, value: string, namespace: string): void {
  const prefix = namespace === '' ? '' : node.declare(namespace);
  const attribute = { prefix, name, namespace, value };
  const index = node.attributes.findIndex((item) => item.name === name && item.namespace === namespace);
  if (index < 0) {
    node.attributes.push(attribute);
  } else {
    node.attributes[index] = attribute;
  }
}

export const domClasses: readonly PlatformClass[] = [
  platformClass({
    name: 'Dom.Document',
    constructors: { new: () => new DomDocument() },
    methods: {
      createRootElement: (
        rt,
        self: DomDocument,
        name: string | null,
        namespace: string | null,
        prefix: string | null
      ) => (self.root = DomNode.element(required(rt, name), namespace, prefix, null)),
      getRootElement: (_rt, self: DomDocument) => self.root,
      load: (rt, self: DomDocument, text: string | null) => {
        try {
          self.root = parseDom(required(rt, text));
        } catch (error) {
          if (!(error instanceof XmlSyntaxError)) {
            throw error;
          }
          rt.fail('System.XmlException', `Failed to parse XML due to: ${error.message}`);
        }
      },
      toXmlString: (_rt, self: DomDocument) => `<?xml version="1.0" encoding="UTF-8"?>${self.root?.toXml() ?? ''}`
    }
  }),
  platformClass({
    name: 'Dom.XmlNode',
    methods: {
      addChildElement: (rt, self: DomNode, name: string | null, namespace: string | null, prefix: string | null) =>
        self.append(DomNode.element(required(rt, name), namespace, prefix, self)),
      addCommentNode: (rt, self: DomNode, text: string | null) =>
        self.append(DomNode.leaf('COMMENT', required(rt, text))),
      addTextNode: (rt, self: DomNode, text: string | null) => self.append(DomNode.leaf('TEXT', required(rt, text))),
      getAttribute: (rt, self: DomNode, name: string | null, namespace: string | null) =>
        self.attribute(required(rt, name), namespace)?.value ?? null,
      getAttributeCount: (_rt, self: DomNode) => self.attributes.length,
      getAttributeKeyAt: (rt, self: DomNode, index: number) => attributeAt(rt, self, index).name,
      getAttributeKeyNsAt: (rt, self: DomNode, index: number) => attributeAt(rt, self, index).namespace || null,
      getAttributeValue: (rt, self: DomNode, name: string | null, namespace: string | null) =>
        self.attribute(required(rt, name), namespace)?.value ?? null,
      getAttributeValueNs: (rt, self: DomNode, name: string | null, namespace: string | null) =>
        self.attribute(required(rt, name), namespace)?.namespace ?? null,
      getChildElement: (_rt, self: DomNode, name: string | null, namespace: string | null) =>
        self.elements().find((node) => node.name === name && node.namespace === (namespace ?? '')) ?? null,
      getChildElements: (rt, self: DomNode) => nodeList(rt, self.elements()),
      getChildren: (rt, self: DomNode) => nodeList(rt, [...self.children]),
      getName: (_rt, self: DomNode) => (self.kind === 'ELEMENT' ? self.name : null),
      getNamespace: (_rt, self: DomNode) => self.namespace || null,
      getNamespaceFor: (rt, self: DomNode, prefix: string | null) => self.namespaceFor(required(rt, prefix)),
      getNodeType: (rt, self: DomNode) => rt.enumValue('dom.xmlnodetype', self.kind),
      getParent: (_rt, self: DomNode) => self.parent,
      getPrefixFor: (rt, self: DomNode, namespace: string | null) => self.prefixFor(required(rt, namespace)),
      getText: (_rt, self: DomNode) => self.ownText(),
      insertBefore: (rt, self: DomNode, child: DomNode | null, before: DomNode | null) => {
        const node = required(rt, child);
        const index = before === null ? -1 : self.children.indexOf(before);
        node.parent = self;
        self.children.splice(index < 0 ? self.children.length : index, 0, node);
        return node;
      },
      removeAttribute: (rt, self: DomNode, name: string | null, namespace: string | null) => {
        const attribute = self.attribute(required(rt, name), namespace);
        self.attributes = self.attributes.filter((item) => item !== attribute);
        return attribute !== undefined;
      },
      removeChild: (_rt, self: DomNode, child: DomNode | null) => {
        const count = self.children.length;
        self.children = self.children.filter((node) => node !== child);
        return self.children.length < count;
      },
      setAttribute: (rt, self: DomNode, name: string | null, value: string | null) =>
        setAttribute(self, required(rt, name), required(rt, value), ''),
      setAttributeNs: (rt, self: DomNode, name: string | null, value: string | null, namespace: string | null) =>
        setAttribute(self, required(rt, name), required(rt, value), namespace ?? ''),
      setNamespace: (rt, self: DomNode, prefix: string | null, namespace: string | null) => {
        self.namespaces.set(required(rt, prefix), required(rt, namespace));
      },
      toString: (_rt: Engine, self: DomNode) => self.$str()
    }
  })
];
