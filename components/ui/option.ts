/** A choice in a select, combobox, checkbox group or radio group. */
export type Option = { value: string; label: string; description?: string };
