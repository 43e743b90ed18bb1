import React from 'react';
import { Loader } from '@adminjs/design-system';
import { type ActionProps, type BasePropertyJSON, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import ListWithSearch from '../../../platform/admin/components/list-with-search';
import { type TickedMore, TickedMoreContext } from '../../../platform/admin/components/lib/ticked-more';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { AllThatMatch } from './parts/all-that-match';
import { ExportAll } from './parts/export-all';
import { addressOf, askedBy, differs } from './parts/list-address';
import { USUAL_COLUMNS, type View, type Views } from './parts/view-answers';
import { ViewBar } from './parts/view-bar';
import { ViewForm } from './parts/view-form';

/** The list of customers under its views; it begins with the default one. */
const CustomerList: React.FC<ActionProps> = (props) => {
  const { resource } = props;
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { translateProperty } = useTranslation();
  const views = useApi<Views>('/api/saved-views?pageSize=100');
  const [saving, setSaving] = React.useState(false);
  const asked = askedBy(search);
  const current = views.data?.items.find((view) => view.id === asked.from);
  const form = React.useMemo(
    () => ({
      filters: resource.filterProperties.map((p) => p.propertyPath),
      sorts: resource.listProperties.filter((p) => p.isSortable).map((p) => p.propertyPath),
    }),
    [resource],
  );
  const standard = views.data?.items.find((view) => view.isDefault && view.usable);
  const begins = search === '' && standard;
  React.useEffect(() => {
    if (begins) navigate({ pathname, search: addressOf(begins, form) }, { replace: true });
  }, [begins, form, navigate, pathname]);

  const wanted = current?.columns ?? USUAL_COLUMNS;
  const shown = React.useMemo(
    () => ({
      ...resource,
      listProperties: wanted.flatMap((name) => resource.listProperties.find((p) => p.name === name) ?? []),
    }),
    [resource, wanted],
  );
  const may = (action: string) => resource.actions.some(({ name }) => name === action);
  const [edits, assigns] = [may('addTags'), may('assign')];
  const more = React.useCallback<TickedMore>(
    (ids, all, onAll) => <AllThatMatch ids={ids} all={all} onAll={onAll} search={search} edits={edits} assigns={assigns} />,
    [search, edits, assigns],
  );
  // until the views are there nobody knows with which one the list begins
  if (search === '' && (begins || (views.loading && !views.error))) return <Loader />;
  const columns = shown.listProperties.map((p) => p.name);
  const labelOf = (property: BasePropertyJSON) => translateProperty(property.label, resource.id);
  const go = (view: View) => {
    setSaving(false);
    views.reload();
    navigate({ pathname, search: addressOf(view, form) });
  };
  return (
    <>
      <ViewBar
        views={views.data?.items ?? []}
        current={current}
        changed={current !== undefined && differs(current, asked)}
        addressOf={(view) => `${pathname}${addressOf(view, form)}`}
        path={pathname}
        onSave={() => setSaving((open) => !open)}
        onChanged={(gone) => {
          views.reload();
          if (gone) navigate({ pathname, search: '?page=1' });
        }}
      >
        {may('exportChosen') && <ExportAll asked={asked} columns={columns} />}
      </ViewBar>
      {saving && (
        <ViewForm
          key={current?.id ?? 0}
          view={current}
          asked={asked}
          columns={columns}
          offered={resource.listProperties}
          labelOf={labelOf}
          onSaved={go}
          onCancel={() => setSaving(false)}
        />
      )}
      <TickedMoreContext.Provider value={more}>
        <ListWithSearch {...props} resource={shown} />
      </TickedMoreContext.Provider>
    </>
  );
};

export default CustomerList;
