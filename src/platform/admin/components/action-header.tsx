import React, { useEffect } from 'react';
import { Badge, Box, ButtonGroup, cssClass, Icon } from '@adminjs/design-system';
import {
  type ActionHeaderProps,
  type ActionJSON,
  actionHref,
  buildActionClickHandler,
  buildActionTestId,
  useActionResponseHandler,
  useFilterDrawer,
  useModal,
  useTranslation,
} from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { Link } from 'react-router-dom';
import { t } from './lib/client';
import { useTabTitle } from './lib/page-title';

const HEADING: React.CSSProperties = { fontSize: 26, lineHeight: 1.3, fontWeight: 400, overflowWrap: 'anywhere' };

/** What is on the screen: the list, the row by its name, or what is done to which row. */
function titleOf({ action, resource, record }: ActionHeaderProps, { ta, tl }: ReturnType<typeof useTranslation>): string {
  const what = ta(action.label, resource.id);
  const list = tl(resource.id, resource.id);
  if (action.name === 'new') return t({ 'zh-CN': '新建{list}', en: '{list}: new' }, { list });
  if (!record?.title) return what;
  return action.name === 'show' ? record.title : t({ 'zh-CN': '{what}：{row}', en: '{what}: {row}' }, { what, row: record.title });
}

/** How many filters stand in the address: a span is one, and what no form asks for is none. */
function filtersIn(search: string, { filterProperties }: ActionHeaderProps['resource']): number {
  const asked = [...new URLSearchParams(search)].flatMap(([name, value]) => (value ? (/^filters\.([^.~]+)/.exec(name)?.[1] ?? []) : []));
  return filterProperties.filter(({ propertyPath }) => asked.includes(propertyPath)).length;
}

const Crumbs: React.FC<{ resource: ActionHeaderProps['resource']; list: string; here: string | null }> = ({ resource, list, here }) => (
  <nav aria-label={t({ 'zh-CN': '位置', en: 'Where you are' })} style={{ fontSize: 14, color: '#5b6776', minWidth: 0, flexGrow: 1 }}>
    <Link to="/admin">{t({ 'zh-CN': '首页', en: 'Home' })}</Link>
    {' / '}
    {here === null ? <span aria-current="page">{list}</span> : <Link to={resource.href ?? `/admin/resources/${resource.id}`}>{list}</Link>}
    {here !== null && ' / '}
    {here !== null && <span aria-current="page">{here}</span>}
  </nav>
);

/** Above every list, form and detail page. In a drawer only what is done and the way back: the row's other buttons stay on its page. */
const ActionHeader: React.FC<ActionHeaderProps> = (props) => {
  const { resource, record, action, tag, omitActions, actionPerformed, toggleFilter: hasFilter } = props;
  const texts = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const modalFunctions = useModal();
  const actionResponseHandler = useActionResponseHandler(actionPerformed as never);
  const { toggleFilter, isVisible } = useFilterDrawer();
  const filtersCount = filtersIn(location.search, resource);
  const title = titleOf(props, texts);
  useTabTitle(title);
  useEffect(() => {
    // a hidden drawer is only moved aside: without this the tab key would walk through it
    document.querySelector(`[data-css="${resource.id}-filter-drawer"]`)?.toggleAttribute('inert', !isVisible);
  }, [resource.id, isVisible]);
  const buttons = (actions: ActionJSON[]) =>
    actions.map((one) => {
      const params = { resourceId: resource.id, ...(record ? { recordId: String(record.id) } : {}) };
      const click = buildActionClickHandler({
        action: one,
        params,
        actionResponseHandler,
        navigate,
        location,
        translateFunctions: texts,
        modalFunctions,
      });
      return {
        icon: one.icon,
        label: texts.ta(one.label, resource.id),
        variant: one.variant,
        href: actionHref(one, params) ?? undefined,
        onClick: click,
        'data-testid': buildActionTestId(one),
        'data-css': `${resource.id}-${one.name}-button`,
      };
    });
  if (action.showInDrawer)
    return (
      <Box flex flexDirection="row" alignItems="center" mb="xl" style={{ gap: 12 }}>
        <Link
          to={{ pathname: `/admin/resources/${resource.id}`, search: location.search }}
          data-testid="drawer-back"
          onClick={(event) => {
            // opened from the row's own page it leads back there, as Cancel does; an address that was typed has nothing behind it
            if (action.actionType !== 'record' || location.key === 'default') return;
            event.preventDefault();
            navigate(-1);
          }}
          aria-label={t({ 'zh-CN': '关闭', en: 'Close' })}
          style={{ display: 'inline-flex', padding: 8, borderRadius: 6, color: '#0a6786' }}
        >
          <Icon icon="ChevronRight" size={20} />
        </Link>
        <h2 style={{ ...HEADING, fontSize: 22 }}>{title}</h2>
      </Box>
    );
  const list = texts.tl(resource.id, resource.id);
  const others = resource.resourceActions.filter((one) => !['list', 'new'].includes(one.name));
  const main = record
    ? record.recordActions.filter((one) => one.name !== action.name && !(action.name === 'show' && one.custom['listOnly']))
    : resource.resourceActions.filter((one) => one.name === 'new' && action.name !== 'new');
  const filter = {
    icon: 'Filter',
    label: texts.translateButton(filtersCount > 0 ? 'filterActive' : 'filter', resource.id, { count: filtersCount }),
    onClick: toggleFilter,
    'aria-expanded': isVisible,
    'data-css': `${resource.id}-filter-button`,
  };
  return (
    <Box className={cssClass('ActionHeader')} data-css={`${resource.id}-${action.name}-action-header`}>
      <Box flex flexDirection="row">
        <Crumbs resource={resource} list={list} here={action.name === 'list' ? null : title} />
        {action.showResourceActions && others.length > 0 && (
          <Box flexShrink={0}>
            <ButtonGroup size="sm" rounded buttons={buttons(others) as never} />
          </Box>
        )}
      </Box>
      <Box flex flexDirection="row" style={{ flexWrap: 'wrap', alignItems: 'center', gap: '8px 16px', margin: '12px 0' }}>
        <h1 style={{ ...HEADING, flexGrow: 1 }}>
          {title}
          {tag ? (
            <Badge variant="default" outline ml="default">
              {tag}
            </Badge>
          ) : null}
        </h1>
        {!omitActions && (
          <div className="row-buttons">
            <ButtonGroup buttons={[...buttons(main), ...(hasFilter ? [filter] : [])] as never} />
          </div>
        )}
      </Box>
    </Box>
  );
};

export default ActionHeader;
