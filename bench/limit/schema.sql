-- The narrowest tables that can do the measured work: what somebody would write who needed nothing else.
SET foreign_key_checks = 0;
DROP TABLE IF EXISTS sales_user, customer, follow_up, distribution, rotation, rotation_slot;
CREATE TABLE sales_user (
  id INT UNSIGNED PRIMARY KEY, username VARCHAR(32) NOT NULL, name VARCHAR(32) NOT NULL, department_id INT UNSIGNED NOT NULL,
  weight INT NOT NULL, quota INT NOT NULL, UNIQUE KEY uq_username (username)) ENGINE=InnoDB;
CREATE TABLE customer (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  qq VARCHAR(64) NOT NULL, phone VARCHAR(20) NOT NULL, name VARCHAR(32) NOT NULL, gender TINYINT NOT NULL,
  education TINYINT NULL, graduation_school VARCHAR(64) NULL, major VARCHAR(64) NULL, experience TINYINT NULL, work_status TINYINT NULL,
  company VARCHAR(64) NULL, salary VARCHAR(64) NULL, source TINYINT NOT NULL, status TINYINT NOT NULL DEFAULT 2,
  owner_id INT UNSIGNED NULL, department_id INT UNSIGNED NULL, created_at DATETIME NOT NULL,
  assigned_at DATETIME NULL, last_follow_up_at DATETIME NULL,
  UNIQUE KEY uq_qq (qq), UNIQUE KEY uq_phone (phone), KEY ix_name (name), KEY ix_owner (owner_id), KEY ix_dept (department_id),
  KEY ix_created (created_at), KEY ix_follow (status, last_follow_up_at), KEY ix_assigned (status, assigned_at)) ENGINE=InnoDB;
CREATE TABLE follow_up (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, user_id INT UNSIGNED NOT NULL,
  note TEXT NOT NULL, created_at DATETIME NOT NULL, KEY ix_customer (customer_id), KEY ix_user (user_id)) ENGINE=InnoDB;
CREATE TABLE distribution (
  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id INT UNSIGNED NOT NULL, customer_id INT UNSIGNED NOT NULL,
  ctime DATETIME NOT NULL, status TINYINT NOT NULL DEFAULT 1, memo VARCHAR(255) NULL, KEY ix_customer (customer_id), KEY ix_user (user_id)) ENGINE=InnoDB;
CREATE TABLE rotation (id TINYINT UNSIGNED PRIMARY KEY, next_pos BIGINT UNSIGNED NOT NULL, round_len INT UNSIGNED NOT NULL) ENGINE=InnoDB;
CREATE TABLE rotation_slot (pos INT UNSIGNED PRIMARY KEY, user_id INT UNSIGNED NOT NULL, department_id INT UNSIGNED NOT NULL) ENGINE=InnoDB;
