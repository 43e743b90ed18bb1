/** Pages stand in the menus, beside the resources. */
const SidebarPages = () => null;

export default SidebarPages;
