/** A run-time type, interned per org: two equal types are the same object. */
export interface ApexType {
  /** Lower-case qualified name: `system.string`, `system.list<schema.account>`, `orderservice.result`. */
  readonly key: string;
  /** As Apex prints it: `String`, `List<Account>`, `OrderService.Result`. */
  readonly name: string;
  readonly args: readonly ApexType[];
}
