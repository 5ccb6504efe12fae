export { describeList, listViews, type ListDescription, type ListView } from './list-view.ts';
export { combine, filterCondition, ListViewError, type ListFilter } from './filters.ts';
export { columnPath, resolveColumns } from './columns.ts';
