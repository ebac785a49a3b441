"""A recording may be larger than 2 GB: PostgreSQL's plain integer ends there."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("material_file") as table:
        table.alter_column("size", existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("material_file") as table:
        table.alter_column("size", existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=False)
