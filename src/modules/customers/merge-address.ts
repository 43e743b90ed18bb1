/** Where two records are compared and become one. */
export const mergeAddress = (keptId: number, otherId: number): string => `/admin/pages/customer-merge?keep=${keptId}&other=${otherId}`;
