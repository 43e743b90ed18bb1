import React, { useState } from 'react';
import { Navigation } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useSelector } from 'react-redux';
import { useLocation, useNavigate } from 'react-router';
import { session, t } from './lib/client';

interface Entry {
  key: string;
  menu: string;
  position: number;
  label: string;
  icon: string;
  href: string;
}
type Shown = Pick<Entry, 'position' | 'icon'>;
/** What stands beside the home page, above all menus. */
const HOME = 'home';
const STORE = 'tide.menus';
const remembered = (): Record<string, boolean> => {
  try {
    return JSON.parse(window.localStorage.getItem(STORE) ?? '{}') as Record<string, boolean>;
  } catch {
    return {};
  }
};

/** The side menu: resources and pages together under the menus that the modules declare. What the caller may not see was never sent. */
const SidebarResourceSection: React.FC = () => {
  const resources = useSelector((s: { resources: (Shown & { id: string; menu: string; href: string })[] }) => s.resources);
  const pages = useSelector((s: { pages: (Shown & { name: string; menu: string | null; label: string })[] }) => s.pages);
  const { translateLabel } = useTranslation();
  const location = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(remembered);
  const entries: Entry[] = [
    ...pages.flatMap(({ name, menu, position, label, icon }) =>
      menu === null ? [] : [{ key: `page-${name}`, menu, position, label, icon, href: `/admin/pages/${name}` }],
    ),
    ...resources.map(({ id, menu, position, icon, href }) => ({ key: id, menu, position, label: translateLabel(id), icon, href })),
  ].sort((a, b) => a.position - b.position);
  const here = (href: string) => location.pathname === href || location.pathname.startsWith(`${href}/`);
  const element = (entry: Entry) => ({
    id: entry.key,
    label: entry.label,
    href: entry.href,
    isSelected: here(entry.href),
    onClick: (event: React.MouseEvent) => {
      event.preventDefault();
      navigate(entry.href);
    },
  });
  const codes = [...new Set([...session().menus.map((m) => m.code), ...entries.map((e) => e.menu)])].filter((code) => code !== HOME);
  const menus = codes.flatMap((code) => {
    const own = entries.filter((e) => e.menu === code);
    if (!own.length) return [];
    const menu = session().menus.find((m) => m.code === code);
    const isOpen = open[code] ?? true;
    const toggle = () => {
      const next = { ...open, [code]: !isOpen };
      setOpen(next);
      window.localStorage.setItem(STORE, JSON.stringify(next));
    };
    return [{ id: code, label: menu?.label ?? code, icon: menu?.icon ?? 'Folder', elements: own.map(element), isOpen, onClick: toggle }];
  });
  const home = {
    ...element({ key: 'home', menu: '', position: 0, label: t({ 'zh-CN': '首页', en: 'Home' }), icon: 'Home', href: '/admin' }),
    icon: 'Home',
    isSelected: location.pathname === '/admin',
  };
  return (
    <Navigation
      label=""
      elements={
        [home, ...entries.filter(({ menu }) => menu === HOME).map((entry) => ({ ...element(entry), icon: entry.icon })), ...menus] as never
      }
    />
  );
};

export default SidebarResourceSection;
