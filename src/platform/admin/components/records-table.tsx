import React from 'react';
import { Loader, Table, TableBody, TableCell, TableHead, TableRow } from '@adminjs/design-system';
import { NoRecords, PropertyHeader, RecordInList, type RecordsTableProps, SelectedRecords } from 'adminjs';
import { TickAll } from './lib/tick-all';

/** The rows of a list, which scroll in themselves where they are wider than the page; what can be done with the ticked ones stays in sight below. */
const RecordsTable: React.FC<RecordsTableProps> = (props) => {
  const { resource, records, actionPerformed, sortBy, direction, isLoading, onSelect, onSelectAll } = props;
  if (!records.length) return isLoading ? <Loader /> : <NoRecords resource={resource} />;
  const ticked = new Set((props.selectedRecords ?? []).map(({ id }) => id));
  const tickable = records.filter((record) => record.bulkActions.length > 0);
  return (
    <>
      <div className="table-scroll" role="region" tabIndex={-1} data-css={`${resource.id}-table-scroll`}>
        <Table data-css={`${resource.id}-table`}>
          <TableHead data-css={`${resource.id}-table-head`}>
            <TableRow data-css={`${resource.id}-table-head-row`}>
              <TableCell>
                {tickable.length > 0 && onSelectAll && (
                  <TickAll
                    ticked={tickable.filter(({ id }) => ticked.has(id)).length}
                    of={tickable.length}
                    onChange={() => onSelectAll()}
                  />
                )}
              </TableCell>
              {resource.listProperties.map((property) => (
                <PropertyHeader
                  key={property.propertyPath}
                  titleProperty={resource.titleProperty}
                  property={property}
                  sortBy={sortBy}
                  direction={direction}
                />
              ))}
              <TableCell style={{ width: 52 }} />
            </TableRow>
          </TableHead>
          <TableBody data-css={`${resource.id}-table-body`}>
            {records.map((record) => (
              <RecordInList
                key={record.id}
                record={record}
                resource={resource}
                actionPerformed={actionPerformed}
                isLoading={isLoading}
                onSelect={onSelect}
                isSelected={ticked.has(record.id)}
              />
            ))}
          </TableBody>
        </Table>
      </div>
      <SelectedRecords resource={resource} selectedRecords={props.selectedRecords} />
    </>
  );
};

export default RecordsTable;
