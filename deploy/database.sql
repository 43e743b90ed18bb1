-- A restore is prepared in databases beside the product's own (tide_restoring, tide_replaced).
GRANT ALL ON `tide\_%`.* TO 'tide'@'%';
